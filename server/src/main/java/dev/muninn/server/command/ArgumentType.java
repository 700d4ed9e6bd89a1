package dev.muninn.server.command;

/** Type of an argument in COMMAND DOCS. */
public enum ArgumentType {
  STRING("string"),
  INTEGER("integer"),
  DOUBLE("double"),
  KEY("key"),
  PATTERN("pattern"),
  UNIX_TIME("unix-time"),
  PURE_TOKEN("pure-token"),
  ONEOF("oneof"),
  BLOCK("block");

  private final String text;

  ArgumentType(String text) {
    this.text = text;
  }

  /** The name in replies. */
  public String text() {
    return text;
  }
}
