package dev.muninn.cli.terminal;

/** One line on standard error that is written over and over; nothing where nobody looks. */
public final class ProgressLine implements AutoCloseable {
  private static final long INTERVAL_NANOS = 200_000_000;
  private static final String CLEAR = "\r\033[K";

  private final Terminal terminal;
  private long shownAt;
  private boolean shown;

  /** A line not shown yet; work that is done within its first fifth of a second never shows it. */
  public ProgressLine(Terminal terminal) {
    this.terminal = terminal;
    this.shownAt = System.nanoTime();
  }

  /** Whether it is time to tell again; false where nobody looks. */
  public boolean due() {
    return terminal.interactive() && System.nanoTime() - shownAt >= INTERVAL_NANOS;
  }

  /** Shows the text in place of what was shown before. */
  public void show(String text) {
    if (terminal.interactive()) {
      shownAt = System.nanoTime();
      shown = true;
      terminal.err().print(CLEAR + text);
      terminal.err().flush();
    }
  }

  /** Takes the line away, so that something else can be told. */
  public void clear() {
    if (shown) {
      shown = false;
      terminal.err().print(CLEAR);
      terminal.err().flush();
    }
  }

  @Override
  public void close() {
    clear();
  }
}
