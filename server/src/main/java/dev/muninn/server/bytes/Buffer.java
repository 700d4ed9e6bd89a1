package dev.muninn.server.bytes;

import dev.muninn.server.store.AddressSpace;
import dev.muninn.server.store.Memory;
import dev.muninn.server.store.OutOfStoreMemoryException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A growable run of bytes in the store's memory, read at one end and written at the other: query
 * buffers and reply chunks. Whoever writes bounds what he writes; the buffer itself grows without
 * limit.
 */
public final class Buffer implements Growable, AutoCloseable {
  private final Memory memory;
  private long address;
  private int capacity;
  private int read;
  private int write;
  private @Nullable ByteBuffer view;

  /** An empty buffer of at least {@code capacity} bytes. */
  public Buffer(Memory memory, int capacity) {
    this.memory = memory;
    this.capacity = (int) memory.usable(capacity);
    this.address = memory.allocate(this.capacity);
  }

  /** Bytes that the buffer holds without growing. */
  public int capacity() {
    return capacity;
  }

  /** Bytes written and not yet read. */
  public int readable() {
    return write - read;
  }

  /** Bytes that can be written without growing. */
  public int writable() {
    return capacity - write;
  }

  /** Index of the next byte to read. */
  public int readIndex() {
    return read;
  }

  /** Index after the last byte written. */
  public int writeIndex() {
    return write;
  }

  /** Marks {@code count} bytes as read. */
  public void skip(int count) {
    Objects.checkFromIndexSize(read, count, write);
    read += count;
  }

  /** Makes bytes unread again, from {@code index}, to which they had been read before. */
  public void rewind(int index) {
    Objects.checkFromToIndex(0, index, read);
    read = index;
  }

  /** Marks {@code count} bytes as written, after a system call wrote them. */
  public void written(int count) {
    Objects.checkFromIndexSize(write, count, capacity);
    write += count;
  }

  /** Forgets the content. */
  public void clear() {
    read = 0;
    write = 0;
  }

  /** Forgets what was written after {@code index}. */
  public void truncate(int index) {
    Objects.checkFromToIndex(read, index, write);
    write = index;
  }

  /** Moves what is still unread to the front. */
  public void compact() {
    if (read > 0) {
      AddressSpace.copy(address + read, address, write - read);
      write -= read;
      read = 0;
    }
  }

  /** Makes room for {@code count} more bytes, moving the content when it must. */
  public void reserve(int count) {
    reserve(count, Integer.MAX_VALUE);
  }

  /**
   * As {@link #reserve(int)}, when at most {@code most} more bytes are ever to come: the buffer
   * does not become larger than for those.
   */
  public void reserve(int count, int most) {
    if (capacity - write < count) {
      grow(count, most);
    }
  }

  private void grow(int count, int most) {
    if (address == 0) {
      throw new IllegalStateException("buffer: closed");
    }
    compact();
    if (capacity - write >= count) {
      return;
    }
    long all = (long) write + most;
    long ahead = all <= 3L * capacity ? all : Math.min(2L * capacity, 1L << 30);
    long wanted = memory.usable(Math.max((long) write + count, ahead));
    if (wanted > Integer.MAX_VALUE) {
      throw new OutOfStoreMemoryException("buffer: size=" + wanted);
    }
    resize((int) wanted);
  }

  /** Gives room back: the least capacity that holds the content and {@code minimum} bytes. */
  public void shrink(int minimum) {
    if (address == 0) {
      return;
    }
    compact();
    int wanted = (int) memory.usable(Math.max(write, Math.max(minimum, 1)));
    if (wanted < capacity) {
      resize(wanted);
    }
  }

  private void resize(int wanted) {
    long moved = memory.allocate(wanted);
    AddressSpace.copy(address, moved, write);
    memory.free(address, capacity);
    address = moved;
    capacity = wanted;
    view = null;
  }

  /** The byte at {@code index}, between {@link #readIndex} and {@link #writeIndex}. */
  public byte get(int index) {
    Objects.checkIndex(index, write);
    return AddressSpace.getByte(address + index);
  }

  /**
   * Eight bytes from {@code index}, the first in the lowest byte; those at or after {@link
   * #writeIndex} are undefined. {@code index + 8} may not exceed {@link #capacity}.
   */
  public long getLong(int index) {
    Objects.checkFromIndexSize(index, 8, capacity);
    return AddressSpace.SPACE.get(AddressSpace.LONG_LE, address + index);
  }

  /** Inserts a part of an array before the byte at {@code index}, moving what follows it. */
  public void insert(int index, byte[] bytes, int from, int size) {
    Objects.checkFromToIndex(read, index, write);
    int start = index - read;
    reserve(size);
    int at = read + start;
    AddressSpace.copy(address + at, address + at + size, write - at);
    AddressSpace.copyIn(bytes, from, address + at, size);
    write += size;
  }

  /** Replaces a part of the unread bytes; {@code at} is counted from the first of them. */
  @Override
  public void splice(int at, int removed, int inserted) {
    Objects.checkFromIndexSize(at, removed, write - read);
    reserve(Math.max(inserted - removed, 0));
    int from = read + at;
    AddressSpace.copy(address + from + removed, address + from + inserted, write - from - removed);
    write += inserted - removed;
  }

  /** Points {@code out} at the unread bytes. */
  @Override
  public Bytes bytes(Bytes out) {
    return edit(read, write - read, out);
  }

  /** Points {@code out} at {@code size} bytes from {@code index}. */
  public Slice slice(int index, int size, Slice out) {
    Objects.checkFromIndexSize(index, size, write);
    return out.at(address + index, size);
  }

  /** Points {@code out} at {@code size} bytes from {@code index}, to be changed in place. */
  public Bytes edit(int index, int size, Bytes out) {
    Objects.checkFromIndexSize(index, size, write);
    Slice ignored = out.at(address + index, size);
    return out;
  }

  /** Index of the first byte of a value at or after {@code from}, or -1. */
  public int indexOf(byte value, int from) {
    Objects.checkIndex(from, Integer.MAX_VALUE);
    long pattern = (value & 0xFFL) * 0x0101_0101_0101_0101L;
    int i = from;
    for (; i + 8 <= write; i += 8) {
      long x = AddressSpace.SPACE.get(AddressSpace.LONG_LE, address + i) ^ pattern;
      // Bit 7 of every byte that is zero; above the lowest such byte it may lie, but not below.
      long zero = (x - 0x0101_0101_0101_0101L) & ~x & 0x8080_8080_8080_8080L;
      if (zero != 0) {
        return i + (Long.numberOfTrailingZeros(zero) >>> 3);
      }
    }
    for (; i < write; i++) {
      if (AddressSpace.getByte(address + i) == value) {
        return i;
      }
    }
    return -1;
  }

  /** Appends a byte. */
  public void put(byte value) {
    reserve(1);
    AddressSpace.putByte(address + write, value);
    write++;
  }

  /** Appends bytes. */
  public void put(byte[] bytes) {
    put(bytes, 0, bytes.length);
  }

  /** Appends a part of an array. */
  public void put(byte[] bytes, int from, int size) {
    reserve(size);
    AddressSpace.copyIn(bytes, from, address + write, size);
    write += size;
  }

  /** Appends the bytes of a slice, which may not lie in this buffer. */
  public void put(Slice slice) {
    reserve(slice.length);
    AddressSpace.copy(slice.address, address + write, slice.length);
    write += slice.length;
  }

  /** Appends up to 8 bytes, the lowest byte of {@code packed} first. */
  public void putPacked(long packed, int size) {
    Objects.checkIndex(size, 9);
    reserve(8);
    AddressSpace.SPACE.set(AddressSpace.LONG_LE, address + write, packed);
    write += size;
  }

  /** Appends an integer in decimal. */
  public void putDecimal(long value) {
    reserve(Decimal.MAX_LENGTH);
    write += Decimal.write(value, address + write);
  }

  /** Number of decimal digits of a non-negative integer. */
  public static int digits(long value) {
    return Decimal.digits(value);
  }

  /** Native address of the first unread byte, for a system call; valid until the buffer grows. */
  public long nativeReadAddress() {
    return AddressSpace.BASE + address + read;
  }

  /** Native address of the first free byte, for a system call; valid until the buffer grows. */
  public long nativeWriteAddress() {
    return AddressSpace.BASE + address + write;
  }

  /**
   * The unread bytes as a direct {@link ByteBuffer}; one object is reused until the buffer grows.
   */
  public ByteBuffer toRead() {
    return view().limit(write).position(read);
  }

  /** The free room as a direct {@link ByteBuffer}; one object is reused until the buffer grows. */
  public ByteBuffer toWrite() {
    return view().limit(capacity).position(write);
  }

  private ByteBuffer view() {
    ByteBuffer current = view;
    if (current == null) {
      current = AddressSpace.SPACE.asSlice(address, capacity).asByteBuffer();
      view = current;
    }
    return current.clear();
  }

  /** Gives the memory back; the buffer may not be used again. */
  @Override
  public void close() {
    if (address != 0) {
      memory.free(address, capacity);
      address = 0;
      capacity = 0;
      read = 0;
      write = 0;
      view = null;
    }
  }
}
