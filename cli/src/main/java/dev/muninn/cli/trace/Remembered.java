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

  /** Null where the user has no home. */
  private final @Nullable Path file;

  /** Where the file cannot be written, what this run has to know. */
  private @Nullable Map<String, String> unwritten;

  private @Nullable String problem;

  private Remembered(@Nullable Path file) {
    this.file = file;
  }

  /** The file in the user's home. */
  public static Remembered ofUser() {
    String home = System.getenv("HOME");
    if (home == null || home.isEmpty()) {
      home = System.getProperty("user.home", "");
    }
    boolean none = home.isEmpty() || home.equals("?"); // the JVM's word for a user without one
    return none ? nowhere() : in(Path.of(home).resolve(".muninnrc"));
  }

  /** Of a user without a home. */
  static Remembered nowhere() {
    return new Remembered(null);
  }

  /** A file of one's own. */
  public static Remembered in(Path file) {
    return new Remembered(file);
  }

  /** A path beside the file; in the current directory for a user without a home. */
  Path beside(String name) {
    return file == null ? Path.of(name).toAbsolutePath() : file.resolveSibling(name);
  }

  /** Why the next command will not know what this one did, in one line; null when it will. */
  public @Nullable String problem() {
    return problem;
  }

  /** The trace that was last recorded, or null. */
  public @Nullable Path lastTrace() {
    String path = get(TRACE);
    return path == null ? null : Path.of(path);
  }

  @Nullable String get(String key) {
    return read().get(key);
  }

  /**
   * Sets a value, or forgets it when it is null. Where the file cannot be written that is a {@link
   * #problem}, and no failure: what was asked for is done.
   */
  void put(String key, @Nullable String value) {
    Map<String, String> values = read();
    String before = value == null ? values.remove(key) : values.put(key, value);
    if (!java.util.Objects.equals(before, value)) {
      write(values);
    }
  }

  private Map<String, String> read() {
    Map<String, String> values = new LinkedHashMap<>();
    if (unwritten != null) {
      values.putAll(unwritten);
      return values;
    }
    try {
      if (file != null && Files.exists(file) && Files.size(file) <= MAX_BYTES) {
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

  private void write(Map<String, String> values) {
    if (file == null) {
      unwritten = values;
      problem = "not remembered: there is no home directory to write to (HOME)";
      return;
    }
    StringBuilder text = new StringBuilder();
    values.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    try {
      Path next = Files.createTempFile(file.toAbsolutePath().getParent(), ".muninnrc", "");
      try {
        Files.writeString(next, text, StandardCharsets.UTF_8);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(next);
      }
    } catch (IOException e) {
      unwritten = values;
      problem = "not remembered: cannot write " + file + ": " + ToolFailure.reason(e);
    }
  }
}
