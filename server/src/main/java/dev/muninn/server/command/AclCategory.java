package dev.muninn.server.command;

import java.util.Locale;

/** ACL categories, in the order in which ACL CAT and COMMAND INFO reply them. */
public enum AclCategory {
  KEYSPACE,
  READ,
  WRITE,
  SET,
  SORTEDSET,
  LIST,
  HASH,
  STRING,
  BITMAP,
  HYPERLOGLOG,
  GEO,
  STREAM,
  PUBSUB,
  ADMIN,
  FAST,
  SLOW,
  BLOCKING,
  DANGEROUS,
  CONNECTION,
  TRANSACTION,
  SCRIPTING,

  /** TRACE; not known to Valkey. */
  TRACE;

  private final String text = name().toLowerCase(Locale.ROOT);

  /** Bit of this category in {@link CommandSpec#categories}. */
  @SuppressWarnings("EnumOrdinal") // Derived tables hold bits in declaration order.
  public long mask() {
    return 1L << ordinal();
  }

  /** The name without the leading {@code @}. */
  public String text() {
    return text;
  }
}
