package dev.muninn.server.value.string;

import dev.muninn.server.bytes.Bytes;
import dev.muninn.server.bytes.Slice;
import dev.muninn.server.store.OutOfStoreMemoryException;
import dev.muninn.server.structure.Entry;
import dev.muninn.server.value.Place;

/** A string, to change; of a key that does not exist it can be {@link #set} only. */
public final class StringEdit extends StringValue {
  private static final Slice EMPTY = new Slice();

  private final Place place;

  StringEdit(Place place) {
    super(place.entry());
    this.place = place;
  }

  /**
   * Stores a string in its most compact encoding, in place of whatever the key holds.
   *
   * @param expireAt milliseconds since the epoch, or {@link Entry#NO_EXPIRE}
   */
  public void set(Slice value, long expireAt) {
    if (value.isLong()) {
      setLong(value.toLong(), expireAt);
    } else {
      store(value, expireAt);
    }
  }

  /** As {@link #set}, of an integer. */
  public void setLong(long value, long expireAt) {
    if (entry.isPresent()) {
      place.table().edit(entry).setLong(value, expireAt);
    } else {
      place.table().insertLong(entry, place.key(), value, expireAt);
    }
    place.stored();
  }

  /** As {@link #set}; a time to live that the key has stays. */
  public void setKeepExpire(Slice value) {
    set(value, expireAt());
  }

  private long expireAt() {
    return entry.isPresent() ? entry.expireAt() : Entry.NO_EXPIRE;
  }

  /** Stores bytes as they are, even those of an integer; a time to live that the key has stays. */
  public void setBytesKeepExpire(Slice value) {
    store(value, expireAt());
  }

  private void store(Slice bytes, long expireAt) {
    if (entry.isPresent()) {
      place.table().edit(entry).setString(bytes, expireAt);
    } else {
      place.table().insertString(entry, place.key(), bytes, expireAt);
    }
    place.stored();
  }

  /** Another integer in the place of one, or of bytes; the time to live stays. */
  public void changeLong(long value) {
    place.table().edit(entry).setLong(value);
  }

  /** Stores a string of zero bytes; without memory for it the key does not exist. */
  public void setZeros(int length) {
    store(EMPTY, Entry.NO_EXPIRE);
    try {
      resize(length);
    } catch (OutOfStoreMemoryException e) {
      place.table().delete(place.entry());
      throw e;
    }
  }

  /**
   * Changes the length; new bytes are zero. An integer is turned into its decimal form first.
   *
   * @param length bytes, not negative
   */
  public void resize(int length) {
    place.table().edit(entry).resize(length);
  }

  /**
   * Points {@code out} at the bytes, to be changed in place.
   *
   * @throws IllegalStateException it is kept as an integer
   */
  public Bytes edit(Bytes out) {
    return place.table().edit(entry).bytes(out);
  }
}
