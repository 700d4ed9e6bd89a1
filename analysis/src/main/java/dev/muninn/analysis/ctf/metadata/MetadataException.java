package dev.muninn.analysis.ctf.metadata;

/** Metadata that cannot be read, or that makes no sense; the message is one line. */
public final class MetadataException extends Exception {
  private static final long serialVersionUID = 1;

  /** With the number of the line, or of the fragment. */
  public MetadataException(String part, int number, String what) {
    super("metadata " + part + " " + number + ": " + what);
  }

  /** Where no place can be told. */
  public MetadataException(String what) {
    super("metadata: " + what);
  }
}
