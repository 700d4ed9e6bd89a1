package dev.muninn.server.bytes;

import dev.muninn.server.store.AddressSpace;
import dev.muninn.server.store.Memory;
import dev.muninn.server.store.OutOfStoreMemoryException;

/**
 * Requests that outlive their query buffers, in the order in which they were added: what MULTI
 * queues, what waits with its client. All of it is in the store's memory, one block a request;
 * {@link #bytes} is what the client who made us keep it is charged.
 */
public final class ArgsQueue implements AutoCloseable {
  private final Memory memory;
  private long first;
  private long last;
  private int size;
  private long bytes;

  /** An empty queue, which holds no memory. */
  public ArgsQueue(Memory memory) {
    this.memory = memory;
  }

  /** Number of requests. */
  public int size() {
    return size;
  }

  /** Memory held, in bytes. */
  public long bytes() {
    return bytes;
  }

  /**
   * Keeps a copy of a request.
   *
   * @param tag a number to find again with it
   * @throws OutOfStoreMemoryException there is no memory for it; the queue is as before
   */
  public void add(Arguments args, int tag) {
    long needed = memory.usable(OwnedArgs.size(args));
    long block = memory.allocate(needed);
    try {
      AddressSpace.putLong(block + OwnedArgs.SIZE, needed);
      OwnedArgs.write(block, args, tag);
    } catch (RuntimeException e) {
      memory.free(block, needed);
      throw e;
    }
    if (last == 0) {
      first = block;
    } else {
      AddressSpace.putLong(last + OwnedArgs.NEXT, block);
    }
    last = block;
    size++;
    bytes += needed;
  }

  /** Points {@code out} at the first request. @return whether there is one */
  public boolean first(OwnedArgs out) {
    out.block = first;
    return first != 0;
  }

  /** Moves {@code out} to the request after its present one. @return whether there is one */
  public boolean next(OwnedArgs out) {
    out.block = AddressSpace.getLong(out.block + OwnedArgs.NEXT);
    return out.block != 0;
  }

  /** Forgets all requests and gives the memory back; more may be added. */
  @Override
  public void close() {
    for (long block = first; block != 0; ) {
      long next = AddressSpace.getLong(block + OwnedArgs.NEXT);
      memory.free(block, AddressSpace.getLong(block + OwnedArgs.SIZE));
      block = next;
    }
    first = 0;
    last = 0;
    size = 0;
    bytes = 0;
  }
}
