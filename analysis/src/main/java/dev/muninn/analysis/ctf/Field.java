package dev.muninn.analysis.ctf;

import dev.muninn.analysis.ctf.tsdl.CtfType;

/**
 * A field of an event.
 *
 * @param name without the underscore that tracers put before it
 * @param type as the metadata defines it
 */
public record Field(String name, Scope scope, Kind kind, CtfType type) {
  /** How a field's value is read. */
  public enum Kind {
    /** By {@link EventCursor#longValue}. */
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
    return switch (type) {
      case CtfType.Int integer -> integer.signed();
      case CtfType.Enumeration enumeration -> enumeration.container().signed();
      default -> kind == Kind.REAL;
    };
  }
}
