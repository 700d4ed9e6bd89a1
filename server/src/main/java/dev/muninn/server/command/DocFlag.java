package dev.muninn.server.command;

/** Flags of a command's documentation, in the order in which COMMAND DOCS replies them. */
public enum DocFlag {
  /** There is something better to use. */
  DEPRECATED("deprecated"),
  /** For the system's own use, not the user's. */
  SYSCMD("syscmd");

  private final String text;

  DocFlag(String text) {
    this.text = text;
  }

  /** Bit of this flag in {@link CommandDocs#docFlags}. */
  @SuppressWarnings("EnumOrdinal") // Derived tables hold bits in declaration order.
  public int mask() {
    return 1 << ordinal();
  }

  /** The name in replies. */
  public String text() {
    return text;
  }
}
