package dev.muninn.server.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.server.config.Config;
import dev.muninn.server.config.ConfigException;
import dev.muninn.server.config.ConfigLoader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TracePlaceTest {
  @TempDir private Path home = Path.of("");
  private Path traces = Path.of("");

  @BeforeEach
  void makeDirectories() throws IOException {
    traces = home.resolve("traces");
    Files.createDirectories(traces.resolve("old"));
    Files.createDirectories(home.resolve("secret"));
    Files.createSymbolicLink(traces.resolve("out"), home.resolve("secret"));
    Files.createSymbolicLink(traces.resolve("in"), traces.resolve("old"));
    Files.createSymbolicLink(traces.resolve("nowhere"), home.resolve("missing"));
    Files.createSymbolicLink(home.resolve("shortcut"), traces);
  }

  @ParameterizedTest
  @ValueSource(strings = {"night", "a/b/c", "old", "old/../new", "in/x", "in"})
  void shouldResolveBeneathTheDirectory(String path) {
    TracePlace place = new TracePlace(traces, false);
    assertThat(place.resolve(path)).isEqualTo(traces.resolve(path).normalize());
    assertThat(place.resolve(traces.resolve(path).toString()))
        .isEqualTo(traces.resolve(path).normalize());
    Path behindLink = home.resolve("shortcut").resolve(path).normalize();
    assertThat(place.resolve(behindLink.toString())).isEqualTo(behindLink);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"..", "../secret", "a/../../secret", "/tmp/x", "/", "out", "out/x", "nowhere/x"})
  void shouldNotLeadOutOfTheDirectory(String path) {
    assertThatThrownBy(() -> new TracePlace(traces, false).resolve(path))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "OUTPUT outside of trace-dir not allowed. If the enable-trace-output-anywhere option"
                + " is set to \"local\", you can use it from a local connection, otherwise you need"
                + " to set this option in the configuration file, and then restart the server.");
    assertThat(new TracePlace(traces, true).resolve(path))
        .isEqualTo(traces.resolve(path).normalize());
  }

  @Test
  void shouldResolveWhereTheDirectoryIsNotYetThere() {
    Path missing = home.resolve("not/yet");
    assertThat(new TracePlace(missing, false).resolve("a/b")).isEqualTo(missing.resolve("a/b"));
    assertThatThrownBy(() -> new TracePlace(missing, false).resolve("../a"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TracePlace(missing, false).resolve("a\0b"))
        .hasMessageStartingWith("OUTPUT is no path: ");
  }

  @ParameterizedTest
  @CsvSource({"no,false,false", "local,true,false", "yes,true,true"})
  void shouldFollowTheDirective(String value, boolean local, boolean remote)
      throws ConfigException {
    Config config =
        ConfigLoader.load(
            List.of("--dir", home.toString(), "--enable-trace-output-anywhere", value),
            InputStream.nullInputStream());
    Path directory = home.resolve("muninn-traces");
    assertThat(TracePlace.of(config, true)).isEqualTo(new TracePlace(directory, local));
    assertThat(TracePlace.of(config, false)).isEqualTo(new TracePlace(directory, remote));
    assertThatThrownBy(
            () -> config.set(List.of("enable-trace-output-anywhere"), List.of("yes"), true, false))
        .hasMessageContaining("can't set immutable config");
  }
}
