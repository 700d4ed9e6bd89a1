package dev.muninn.cli.trace;

import dev.muninn.cli.terminal.ToolFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one command leaves for the next one, as LTTng does in {@code ~/.lttngrc}: the current
 * session, its server, and the last trace. Lines {@code key=value} in {@code ~/.muninnrc}.
 */
public final class Remembered {
  /** Name of the current session. */
  static final String SESSION = "session";

  /** Host of the session's server. */
  static final String HOST = "host";

  /** Port of the session's server. */
  static final String PORT = "port";

  /** Unix socket of the session's server. */
  static final String SOCKET = "socket";

  /** Path of the last trace. */
  static final String TRACE = "trace";

  private static final long MAX_BYTES = 1 << 16;

  private final Path file;

  private Remembered(Path file) {
    this.file = file;
  }

  /** The file in the user's home. */
  public static Remembered ofUser() {
    String home = System.getenv("HOME");
    return new Remembered(
        Path.of(home == null || home.isEmpty() ? System.getProperty("user.home") : home)
            .resolve(".muninnrc"));
  }

  /** A file of one's own. */
  public static Remembered in(Path file) {
    return new Remembered(file);
  }

  /** The file itself. */
  Path file() {
    return file;
  }

  /** The trace that was last recorded, or null. */
  public @Nullable Path lastTrace() {
    String path = get(TRACE);
    return path == null ? null : Path.of(path);
  }

  @Nullable String get(String key) {
    return read().get(key);
  }

  /** Sets a value, or forgets it when it is null. */
  void put(String key, @Nullable String value) throws ToolFailure {
    Map<String, String> values = read();
    String before = value == null ? values.remove(key) : values.put(key, value);
    if (!java.util.Objects.equals(before, value)) {
      write(values);
    }
  }

  private Map<String, String> read() {
    Map<String, String> values = new LinkedHashMap<>();
    try {
      if (Files.exists(file) && Files.size(file) <= MAX_BYTES) {
        for (String line : Files.readString(file, StandardCharsets.UTF_8).lines().toList()) {
          int equals = line.indexOf('=');
          if (equals > 0) {
            values.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
          }
        }
      }
    } catch (IOException e) {
      // What cannot be read is not remembered.
    }
    return values;
  }

  private void write(Map<String, String> values) throws ToolFailure {
    StringBuilder text = new StringBuilder();
    values.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    try {
      Path next = Files.createTempFile(file.toAbsolutePath().getParent(), ".muninnrc", "");
      Files.writeString(next, text, StandardCharsets.UTF_8);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new ToolFailure("cannot write " + file + ": " + e.getMessage(), e);
    }
  }
}
