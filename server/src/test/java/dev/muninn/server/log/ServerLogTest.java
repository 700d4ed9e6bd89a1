package dev.muninn.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.server.config.Config;
import dev.muninn.server.config.ConfigException;
import dev.muninn.server.config.LogLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLogTest {
  private static final ZonedDateTime NOW =
      ZonedDateTime.of(2023, 11, 14, 22, 13, 20, 5_000_000, ZoneOffset.ofHours(2));
  private static final long PID = ProcessHandle.current().pid();

  @TempDir Path directory = Path.of("");

  private final Config config = new Config();
  private Path file = Path.of("");
  private ServerLog log = newLog("");

  private static ServerLog newLog(String file) {
    try {
      return new ServerLog(LogLevel.NOTICE, file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void follow() {
    file = directory.resolve("server.log");
    log = newLog(file.toString());
    config.onChange(log::configure, "loglevel", "log-format", "log-timestamp-format");
  }

  private void set(String name, String value) throws ConfigException {
    config.set(List.of(name), List.of(value), true, false);
  }

  @Test
  void shouldFollowTheLevel() throws IOException, ConfigException {
    log.log(LogLevel.VERBOSE, "before");
    set("loglevel", "verbose");
    log.log(LogLevel.VERBOSE, "after");
    assertThat(Files.readString(file)).startsWith(PID + ":M ").endsWith(" - after\n");
  }

  @Test
  void shouldWriteTheFormsOfValkey() throws ConfigException {
    assertThat(log.format(LogLevel.NOTICE, "text", NOW))
        .isEqualTo(PID + ":M 14 Nov 2023 22:13:20.005 * text\n");
    set("log-timestamp-format", "iso8601");
    assertThat(log.format(LogLevel.WARNING, "text", NOW))
        .isEqualTo(PID + ":M 2023-11-14T22:13:20.005+02:00 # text\n");
    set("log-timestamp-format", "milliseconds");
    set("log-format", "logfmt");
    assertThat(log.format(LogLevel.VERBOSE, "a \"b\"\nc", NOW))
        .isEqualTo(
            "pid="
                + PID
                + " role=primary timestamp=\"1699992800005\" level=info"
                + " message=\"a 'b' c\"\n");
  }
}
