package dev.muninn.server.store;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * The checks of debug mode: knows every block in use, fills blocks when they are taken and when
 * they are freed, and holds freed blocks back for a while to see whether somebody writes to them.
 */
public final class MemoryChecker {
  private static final byte NEW = (byte) 0xA5;
  private static final byte FREED = (byte) 0xDB;
  private static final long FREED_WORD = 0xDBDB_DBDB_DBDB_DBDBL;
  private static final int MOST_HELD = 256;
  private static final long MOST_HELD_BYTES = 1L << 20;

  private record Block(long address, long size, long generation) {}

  private final Memory memory;
  private final Map<Long, Block> live = new HashMap<>();
  private final ArrayDeque<Block> held = new ArrayDeque<>();
  private long heldBytes;
  private long generations;

  MemoryChecker(Memory memory) {
    this.memory = memory;
  }

  void allocated(long address, long size) {
    AddressSpace.fill(address, size, NEW);
    Block previous = live.put(address, new Block(address, size, ++generations));
    if (previous != null) {
      throw new IllegalStateException("allocate: in use already, address=" + address);
    }
  }

  void freed(long address, long size) {
    Block block = live.remove(address);
    if (block == null) {
      throw new IllegalStateException("free: not in use, address=" + address);
    }
    if (block.size != size) {
      throw new IllegalStateException(
          "free: address=" + address + " size=" + size + " allocated=" + block.size);
    }
    AddressSpace.fill(address, size, FREED);
    held.add(block);
    heldBytes += size;
    while (held.size() > MOST_HELD || heldBytes > MOST_HELD_BYTES) {
      release();
    }
  }

  private void release() {
    Block block = held.remove();
    heldBytes -= block.size;
    for (long i = 0; i < block.size; i += 8) {
      if (AddressSpace.getLong(block.address + i) != FREED_WORD) {
        throw new IllegalStateException("memory: written after free, address=" + block.address);
      }
    }
    long ignored = memory.release(block.address, block.size);
  }

  long generation(long address) {
    return block(address).generation;
  }

  private Block block(long address) {
    Block block = live.get(address);
    if (block == null) {
      throw new IllegalStateException("memory: not in use, address=" + address);
    }
    return block;
  }

  /**
   * Verifies that a block is in use.
   *
   * @throws IllegalStateException it is not, or has another size
   */
  public void verify(long address, long size) {
    if (block(address).size != size) {
      throw new IllegalStateException(
          "memory: address=" + address + " size=" + size + " allocated=" + block(address).size);
    }
  }

  /**
   * Verifies that what is in use and what the allocator counts are the same.
   *
   * @throws IllegalStateException they are not
   */
  public void audit() {
    long bytes = 0;
    for (Block block : live.values()) {
      bytes += block.size;
    }
    if (bytes != memory.used()) {
      throw new IllegalStateException("memory: used=" + memory.used() + " blocks=" + bytes);
    }
    long small = 0;
    for (int c = 1; c < Memory.sizeClasses(); c++) {
      small += memory.blocks(c) * Memory.blockSize(c);
    }
    long scratch = memory.hasScratch() ? 64 : 0;
    if (small + memory.runBytes() != bytes + heldBytes + scratch) {
      throw new IllegalStateException(
          "memory: slabs="
              + small
              + " runs="
              + memory.runBytes()
              + " blocks="
              + bytes
              + " held="
              + heldBytes);
    }
  }

  /** Looks at the blocks held back, and forgets everything. */
  void close() {
    while (!held.isEmpty()) {
      release();
    }
    live.clear();
  }
}
