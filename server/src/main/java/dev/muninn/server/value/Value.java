package dev.muninn.server.value;

import dev.muninn.server.structure.Entry;

/**
 * A view of a value, to read. One object per type and reader, pointed at one entry after the other;
 * valid as long as the entry's cursor is.
 */
public abstract class Value {
  private final Entry none;

  /** The entry whose value this is. */
  protected Entry entry;

  /** The time of the command, milliseconds since the epoch. */
  protected long now;

  /**
   * @param none a cursor that points at no entry
   */
  protected Value(Entry none) {
    this.none = none;
    entry = none;
  }

  /**
   * Points the view at an entry of its type.
   *
   * @param at the entry, or a cursor at none for a view that makes one
   * @param nowMillis the time of the command, for elements that expire
   */
  public final void bind(Entry at, long nowMillis) {
    entry = at;
    now = nowMillis;
    bound();
  }

  /** Points the view at nothing. */
  public final void release() {
    entry = none;
  }

  /** The view looks at another entry from now on: forgets what it knew of the last one. */
  protected void bound() {}
}
