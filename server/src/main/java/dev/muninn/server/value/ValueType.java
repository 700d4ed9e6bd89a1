package dev.muninn.server.value;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.structure.Entry;
import dev.muninn.server.structure.Structures;
import java.util.function.Consumer;

/**
 * A data type: what the server asks of a value whatever it is. Stateless; one constant per type.
 *
 * @param <V> the view by which commands read a value
 * @param <E> the view by which they change it; the only one that can
 */
public abstract class ValueType<V extends Value, E extends V> {
  private final int id;
  private final String name;

  /**
   * @param id number of the type in an entry, Valkey's object type
   * @param name what TYPE replies
   */
  protected ValueType(int id, String name) {
    this.id = id;
    this.name = name;
  }

  /** Number of the type in an entry: 0 string, 1 list, 2 set, 3 sorted set, 4 hash, 6 stream. */
  public final int id() {
    return id;
  }

  /** What TYPE replies. */
  public final String name() {
    return name;
  }

  /**
   * A view to read, bound to nothing.
   *
   * @param structures those of the values it will read
   */
  public abstract V newView(Structures structures);

  /**
   * A view to change, bound to nothing.
   *
   * @param place the key that it changes
   */
  public abstract E newEdit(Place place);

  /** What OBJECT ENCODING replies. */
  public abstract String encoding(Entry entry);

  /** Elements of the value; bytes of a string. */
  public abstract long size(V value);

  /**
   * Deletes elements whose time is over; the key goes when none is left.
   *
   * @param most how many, at most
   * @param deleted given the name of each before it goes
   * @return how many
   */
  public int expireElements(E edit, int most, Consumer<Slice> deleted) {
    return 0;
  }

  /** Adds a value to a digest, as DEBUG DIGEST does. */
  public abstract void digest(V value, ValueDigest digest);

  @Override
  public final String toString() {
    return name;
  }
}
