package dev.muninn.analysis.ctf.tsdl;

/** Metadata that is not TSDL of CTF 1.8; the message is one line with the line's number. */
public final class TsdlException extends Exception {
  private static final long serialVersionUID = 1;

  TsdlException(int line, String what) {
    super("metadata line " + line + ": " + what);
  }

  TsdlException(String what) {
    super("metadata: " + what);
  }
}
