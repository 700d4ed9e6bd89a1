package dev.muninn.analysis.ctf;

import dev.muninn.analysis.ctf.metadata.CtfType;
import dev.muninn.analysis.ctf.metadata.Roles;

/**
 * A field of an event.
 *
 * @param name without the underscore that tracers put before it
 * @param type as the metadata defines it
 */
public record Field(String name, Scope scope, Kind kind, CtfType type) {
  /** How a field's value is read. */
  public enum Kind {
    /** By {@link EventCursor#longValue}; a boolean is 0 or 1. */
    INTEGER,
    /** By {@link EventCursor#longValue}; the label by {@link EventCursor#stringValue}. */
    ENUMERATION,
    /** By {@link EventCursor#doubleValue}. */
    REAL,
    /** By {@link EventCursor#stringValue}, or the bytes themselves. */
    STRING,
    /** Of several parts: by {@link EventCursor#visit}. */
    COMPOUND
  }

  /** Whether the integer or the enum's container has a sign. */
  public boolean signed() {
    CtfType.Int integer = Roles.integer(type);
    return integer == null ? kind == Kind.REAL : integer.signed();
  }
}
