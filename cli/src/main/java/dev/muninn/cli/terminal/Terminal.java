package dev.muninn.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Standard output and error of a tool, in UTF-8, and whether a person looks at them. */
public final class Terminal {
  private static final int OUTPUT_BUFFER = 1 << 16;
  private static final int DEFAULT_WIDTH = 100;

  private final PrintStream out;
  private final PrintStream err;
  private final boolean interactive;
  private final boolean colors;

  /**
   * A terminal.
   *
   * @param interactive whether progress is to be shown on {@code err}
   * @param colors whether {@code out} shows colours
   */
  public Terminal(PrintStream out, PrintStream err, boolean interactive, boolean colors) {
    this.out = out;
    this.err = err;
    this.interactive = interactive;
    this.colors = colors;
  }

  /** The process's own; standard output is buffered, so it has to be flushed. */
  public static Terminal system() {
    PrintStream out =
        new PrintStream(
            new java.io.BufferedOutputStream(
                new FileOutputStream(FileDescriptor.out), OUTPUT_BUFFER),
            false,
            StandardCharsets.UTF_8);
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    return new Terminal(out, err, isTerminal("/proc/self/fd/2"), colors());
  }

  private static boolean colors() {
    String refused = System.getenv("NO_COLOR");
    return (refused == null || refused.isEmpty()) && isTerminal("/proc/self/fd/1");
  }

  /** {@code System.console()} tells nothing of standard error; {@code /proc} does, on Linux. */
  private static boolean isTerminal(String descriptor) {
    try {
      String target = Files.readSymbolicLink(Path.of(descriptor)).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  /** Standard output: the answer. */
  public PrintStream out() {
    return out;
  }

  /** Standard error: progress, warnings and failures. */
  public PrintStream err() {
    return err;
  }

  /** Whether a person sees standard error. */
  public boolean interactive() {
    return interactive;
  }

  /** Whether standard output shows colours. */
  public boolean hasColors() {
    return colors;
  }

  /** Characters a line has; the launcher tells by COLUMNS. */
  public int width() {
    String columns = System.getenv("COLUMNS");
    return columns != null && columns.matches("[1-9]\\d{1,3}")
        ? Integer.parseInt(columns)
        : DEFAULT_WIDTH;
  }

  /** A line of the answer, at once. */
  public void line(String text) {
    out.println(text);
    out.flush();
  }

  /** A remark beside the answer. */
  public void note(String text) {
    err.println("muninn: " + text);
  }
}
