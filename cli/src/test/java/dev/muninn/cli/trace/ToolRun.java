package dev.muninn.cli.trace;

import dev.muninn.cli.terminal.Terminal;
import dev.muninn.cli.tools.Tools;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * How a tool ended.
 *
 * @param status exit status
 * @param out what it answered
 * @param err what it remarked
 */
public record ToolRun(int status, String out, String err) {

  /** Runs a tool in this process; what it remembers is in {@code home}. */
  public static ToolRun of(Path home, String... args) {
    return of(Remembered.in(home.resolve(".muninnrc")), args);
  }

  /** The same of a user without a home. */
  static ToolRun homeless(String... args) {
    return of(Remembered.nowhere(), args);
  }

  private static ToolRun of(Remembered remembered, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            false);
    int status = Tools.run(terminal, remembered, args);
    return new ToolRun(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
