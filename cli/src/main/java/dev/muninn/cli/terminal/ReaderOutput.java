package dev.muninn.cli.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * Standard output for long listings: it fails when its reader has gone, as {@code head} does, where
 * a {@link PrintStream} alone would go on in silence.
 */
public final class ReaderOutput extends OutputStream {
  private final PrintStream out;

  /** Writes to a terminal's standard output. */
  public ReaderOutput(Terminal terminal) {
    this.out = terminal.out();
  }

  /** Nobody reads any longer: no failure, but the end. */
  public static final class ReaderGone extends IOException {
    private static final long serialVersionUID = 1;

    ReaderGone() {
      super("standard output is closed");
    }
  }

  @Override
  public void write(int octet) throws IOException {
    out.write(octet);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
    if (out.checkError()) {
      throw new ReaderGone();
    }
  }

  @Override
  public void flush() throws IOException {
    if (out.checkError()) {
      throw new ReaderGone();
    }
  }
}
