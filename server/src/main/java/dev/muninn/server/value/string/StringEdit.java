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
      place.table().setString(place.key(), value, expireAt, place.entry());
      place.stored();
    }
  }

  /** As {@link #set}, of an integer. */
  public void setLong(long value, long expireAt) {
    place.table().setLong(place.key(), value, expireAt, place.entry());
    place.stored();
  }

  /** As {@link #set}; a time to live that the key has stays. */
  public void setKeepExpire(Slice value) {
    if (value.isLong()) {
      place.table().setLong(place.key(), value.toLong(), place.entry());
    } else {
      place.table().setString(place.key(), value, place.entry());
    }
    place.stored();
  }

  /** Stores bytes as they are, even those of an integer; a time to live that the key has stays. */
  public void setBytesKeepExpire(Slice value) {
    place.table().setString(place.key(), value, place.entry());
    place.stored();
  }

  /** Another integer in the place of one, or of bytes; the time to live stays. */
  public void changeLong(long value) {
    entry.setLong(value);
  }

  /** Stores a string of zero bytes; without memory for it the key does not exist. */
  public void setZeros(int length) {
    place.table().setString(place.key(), EMPTY, Entry.NO_EXPIRE, place.entry());
    try {
      entry.resize(length);
    } catch (OutOfStoreMemoryException e) {
      place.table().delete(place.entry());
      throw e;
    }
    place.stored();
  }

  /**
   * Changes the length; new bytes are zero. An integer is turned into its decimal form first.
   *
   * @param length bytes, not negative
   */
  public void resize(int length) {
    entry.resize(length);
  }

  /**
   * Points {@code out} at the bytes, to be changed in place.
   *
   * @throws IllegalStateException it is kept as an integer
   */
  public Bytes edit(Bytes out) {
    return entry.edit(out);
  }
}
