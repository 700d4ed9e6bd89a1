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

  private final PrintStream out;
  private final PrintStream err;
  private final boolean interactive;

  /**
   * A terminal.
   *
   * @param interactive whether progress is to be shown on {@code err}
   */
  public Terminal(PrintStream out, PrintStream err, boolean interactive) {
    this.out = out;
    this.err = err;
    this.interactive = interactive;
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
    return new Terminal(out, err, isTerminal("/proc/self/fd/2"));
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

  /** A line of the answer, at once. */
  public void line(String text) {
    out.println(text);
    out.flush();
  }

  /** A remark beside the answer. */
  public void note(String text) {
    err.println("muninn: " + text);
  }

  /** Whether the reader of standard output has gone, as {@code head} does. */
  public boolean readerGone() {
    return out.checkError();
  }
}
