package dev.muninn.server.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.server.config.Config;
import dev.muninn.server.config.ConfigException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OpenFilesTest {
  private final List<String> logged = new ArrayList<>();
  private final FakeLimit limit = new FakeLimit();
  private final OpenFiles files = new OpenFiles(limit, (level, line) -> logged.add(line));

  /** A system that grants up to some number. */
  private static final class FakeLimit implements OpenFiles.Limit {
    long soft = 1024;
    long most = 4096;
    int calls;

    @Override
    public long get() {
      return soft;
    }

    @Override
    public @Nullable String set(long value) {
      calls++;
      if (value > most) {
        return "Operation not permitted";
      }
      soft = value;
      return null;
    }
  }

  @Test
  void shouldLeaveALimitThatIsHighEnough() throws ConfigException {
    assertThat(files.fit(1024 - OpenFiles.RESERVED)).isEqualTo(992);
    assertThat(limit.calls).isZero();
    assertThat(logged).isEmpty();
  }

  @Test
  void shouldRaiseTheLimit() throws ConfigException {
    assertThat(files.fit(2000)).isEqualTo(2000);
    assertThat(limit.soft).isEqualTo(2032);
    assertThat(logged)
        .containsExactly(
            "Increased maximum number of open files to 2032 (it was originally set to 1024).");
  }

  @Test
  void shouldTakeWhatCannotBeHadOffMaxclients() throws ConfigException {
    assertThat(files.fit(10_000)).isEqualTo(4064);
    assertThat(limit.soft).isEqualTo(4096);
    assertThat(logged)
        .containsExactly(
            "You requested maxclients of 10000 requiring at least 10032 max file descriptors.",
            "Server can't set maximum open files to 10032 because of OS error: Operation not"
                + " permitted.",
            "Current maximum open files is 4096. maxclients has been reduced to 4064 to compensate"
                + " for low ulimit. If you need higher maxclients increase 'ulimit -n'.");
    limit.calls = 0;
    assertThat(files.fit(Integer.MAX_VALUE)).isEqualTo(4064);
    assertThat(limit.calls).isLessThan(40);
  }

  @Test
  void shouldRefuseToStartWithoutAFileForAClient() {
    limit.soft = 20;
    limit.most = 20;
    assertThatThrownBy(() -> files.fit(100))
        .hasMessage(
            "Your current 'ulimit -n' of 20 is not enough for the server to start. Please increase"
                + " your open file limit to at least 132. Exiting.");
  }

  @Test
  void shouldRefuseMoreClientsAtRunTimeThanCanBeHad() throws ConfigException {
    Config config = new Config();
    config.set(List.of("maxclients"), List.of("100"), true, false);
    config.onChange(files::check, "maxclients");
    assertThatThrownBy(() -> config.set(List.of("maxclients"), List.of("9000"), true, false))
        .hasMessage(
            "CONFIG SET failed (possibly related to argument 'maxclients') - The operating system"
                + " is not able to handle the specified number of clients, try with 4064");
    assertThat(config.maxclients).isEqualTo(100);
    config.set(List.of("maxclients"), List.of("4000"), true, false);
    assertThat(config.get("maxclients")).isEqualTo("4000");
  }

  @Test
  void shouldKnowTheLimitOfThisProcess() throws ConfigException {
    OpenFiles real = new OpenFiles((level, line) -> logged.add(line));
    assertThat(real.fit(1)).isEqualTo(1);
    assertThat(logged).isEmpty();
  }
}
