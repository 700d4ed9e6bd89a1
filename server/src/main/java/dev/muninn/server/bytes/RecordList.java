package dev.muninn.server.bytes;

import dev.muninn.server.store.AddressSpace;
import dev.muninn.server.store.Memory;

/**
 * Records of bytes that are added at one end and dropped at the other, and read from the latest to
 * the oldest; all in the store's memory. A block: the next older block and the next newer one, 0
 * where there is none, the record's length, then its bytes.
 */
public final class RecordList implements AutoCloseable {
  private static final int OLDER = 0;
  private static final int NEWER = 8;
  private static final int LENGTH = 16;
  private static final int BYTES = 24;

  private final Memory memory;
  private long newest;
  private long oldest;
  private int size;

  /** No records, which take no memory. */
  public RecordList(Memory memory) {
    this.memory = memory;
  }

  /** Number of records. */
  public int size() {
    return size;
  }

  /** Adds a copy of a record as the latest. */
  public void add(Slice record) {
    long block = memory.allocate(BYTES + (long) record.length);
    AddressSpace.putLong(block + OLDER, newest);
    AddressSpace.putLong(block + NEWER, 0);
    AddressSpace.putLong(block + LENGTH, record.length);
    AddressSpace.copy(record.address, block + BYTES, record.length);
    if (newest == 0) {
      oldest = block;
    } else {
      AddressSpace.putLong(newest + NEWER, block);
    }
    newest = block;
    size++;
  }

  /** Drops the oldest record, if there is one. */
  public void dropOldest() {
    long block = oldest;
    if (block == 0) {
      return;
    }
    oldest = AddressSpace.getLong(block + NEWER);
    if (oldest == 0) {
      newest = 0;
    } else {
      AddressSpace.putLong(oldest + OLDER, 0);
    }
    memory.free(block, BYTES + AddressSpace.getLong(block + LENGTH));
    size--;
  }

  /** A place for {@link #next} before the latest record; no record may be dropped meanwhile. */
  public long start() {
    return newest;
  }

  /**
   * Points {@code out} at the record of a place.
   *
   * @param place what {@link #start} or the last call returned, not 0
   * @return the place of the next older record, 0 when there is none
   */
  public long next(long place, Slice out) {
    Slice ignored = out.at(place + BYTES, (int) AddressSpace.getLong(place + LENGTH));
    return AddressSpace.getLong(place + OLDER);
  }

  /** Drops all records. */
  @Override
  public void close() {
    while (size > 0) {
      dropOldest();
    }
  }
}
