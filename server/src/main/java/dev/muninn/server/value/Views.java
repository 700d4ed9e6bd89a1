package dev.muninn.server.value;

import dev.muninn.server.structure.Entry;
import dev.muninn.server.structure.Structures;
import org.jspecify.annotations.Nullable;

/** Views to read values by, one per type, made when first wanted. */
public final class Views {
  private final Structures structures;
  private @Nullable Value[] known = new @Nullable Value[8];

  /** No views yet. */
  public Views(Structures structures) {
    this.structures = structures;
  }

  /**
   * The view of a type, bound to an entry of it; valid until the next call for the same type.
   *
   * @param nowMillis the time of the command
   */
  @SuppressWarnings("unchecked") // a type makes views of its own class, and nobody else writes here
  public <V extends Value> V of(ValueType<V, ?> type, Entry entry, long nowMillis) {
    Value there = known[type.id()];
    V view;
    if (there == null) {
      view = type.newView(structures);
      known[type.id()] = view;
    } else {
      view = (V) there;
    }
    view.bind(entry, nowMillis);
    return view;
  }

  /** Elements of what an entry holds, bytes of a string. */
  public <V extends Value> long size(ValueType<V, ?> type, Entry entry, long nowMillis) {
    return type.size(of(type, entry, nowMillis));
  }

  /** Adds what an entry holds to a digest. */
  public <V extends Value> void digest(
      ValueType<V, ?> type, Entry entry, long nowMillis, ValueDigest digest) {
    type.digest(of(type, entry, nowMillis), digest);
  }
}
