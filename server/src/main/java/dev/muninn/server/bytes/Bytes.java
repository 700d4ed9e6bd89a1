package dev.muninn.server.bytes;

import dev.muninn.server.store.AddressSpace;
import java.util.Objects;

/**
 * A view of bytes in the store's memory, to read and write. Handed out only by what has told the
 * change guard before; its length is fixed.
 */
public final class Bytes extends Slice {
  /** An empty view, to be pointed at something. */
  public Bytes() {}

  /**
   * Overwrites a byte.
   *
   * @throws IndexOutOfBoundsException {@code index} is not within the view
   */
  public void put(int index, byte value) {
    Objects.checkIndex(index, length);
    AddressSpace.putByte(address + index, value);
  }

  /**
   * Overwrites four bytes by a number, its lowest byte first.
   *
   * @throws IndexOutOfBoundsException they are not within the view
   */
  public void putInt(int index, int value) {
    Objects.checkFromIndexSize(index, Integer.BYTES, length);
    AddressSpace.SPACE.set(AddressSpace.INT_LE, address + index, value);
  }

  /**
   * Overwrites a part by the bytes of {@code from}.
   *
   * @throws IndexOutOfBoundsException they do not fit
   */
  public void put(int index, Slice from) {
    Objects.checkFromIndexSize(index, from.length, length);
    AddressSpace.copy(from.address, address + index, from.length);
  }

  /**
   * Sets a part to one value.
   *
   * @throws IndexOutOfBoundsException the part is not within the view
   */
  public void fill(int index, int size, byte value) {
    Objects.checkFromIndexSize(index, size, length);
    AddressSpace.fill(address + index, size, value);
  }
}
