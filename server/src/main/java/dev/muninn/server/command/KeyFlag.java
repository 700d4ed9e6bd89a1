package dev.muninn.server.command;

/** What a command does to a key, in the order in which COMMAND INFO replies it. */
public enum KeyFlag {
  /** Reads the value, does not need to write. */
  RO("RO"),
  /** Reads and modifies the value. */
  RW("RW"),
  /** Overwrites the value without regard to the old one. */
  OW("OW"),
  /** Deletes the key. */
  RM("RM"),
  /** Returns, copies or uses the user's data of the key. */
  ACCESS("access"),
  /** Updates data of the key. */
  UPDATE("update"),
  /** Adds data and changes none. */
  INSERT("insert"),
  /** Deletes content of the key. */
  DELETE("delete"),
  /** No key, but is to be routed as one. */
  NOT_KEY("not_key"),
  /** May tell fewer keys than there are. */
  INCOMPLETE("incomplete"),
  /** Some flags depend on the arguments. */
  VARIABLE_FLAGS("variable_flags");

  private final String text;

  KeyFlag(String text) {
    this.text = text;
  }

  /** Bit of this flag in {@link KeySpec#flags}. */
  @SuppressWarnings("EnumOrdinal") // Derived tables hold bits in declaration order.
  public int mask() {
    return 1 << ordinal();
  }

  /** The name in replies. */
  public String text() {
    return text;
  }
}
