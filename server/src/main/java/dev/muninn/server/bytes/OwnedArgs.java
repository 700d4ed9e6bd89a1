package dev.muninn.server.bytes;

import dev.muninn.server.store.AddressSpace;
import java.util.Objects;

/**
 * The arguments of a request that has outlived its query buffer: a view of one block of an {@link
 * ArgsQueue}, valid for as long as the queue keeps it. The block:
 *
 * <pre>
 *   0  next block, 0 none, long     8  size of the block, long
 *  16  tag, int                    20  number of arguments, int
 *  24  end of each argument, counted from the first one's first byte, long each
 *      the arguments' bytes
 * </pre>
 */
public final class OwnedArgs {
  static final int NEXT = 0;
  static final int SIZE = 8;
  static final int TAG = 16;
  static final int COUNT = 20;
  static final int ENDS = 24;

  long block;

  /** A view of nothing yet. */
  public OwnedArgs() {}

  /** The number that the request was kept with. */
  public int tag() {
    return AddressSpace.getInt(block + TAG);
  }

  /** Number of arguments, the command's name included. */
  public int count() {
    return block == 0 ? 0 : AddressSpace.getInt(block + COUNT);
  }

  /**
   * Points {@code out} at one argument.
   *
   * @throws IndexOutOfBoundsException {@code index} is not below {@link #count}
   */
  public Slice get(int index, Slice out) {
    int count = count();
    Objects.checkIndex(index, count);
    long ends = block + ENDS;
    long from = index == 0 ? 0 : AddressSpace.getLong(ends + 8L * (index - 1));
    long end = AddressSpace.getLong(ends + 8L * index);
    return out.at(ends + 8L * count + from, (int) (end - from));
  }

  /** Bytes of a block for these arguments. */
  static long size(Arguments args) {
    return ENDS + 8L * args.count() + args.totalLength();
  }

  /** Writes the arguments into a block of {@link #size}. */
  static void write(long block, Arguments args, int tag) {
    int count = args.count();
    AddressSpace.putLong(block + NEXT, 0);
    AddressSpace.putInt(block + TAG, tag);
    AddressSpace.putInt(block + COUNT, count);
    long ends = block + ENDS;
    long bytes = ends + 8L * count;
    long end = 0;
    for (int i = 0; i < count; i++) {
      Slice word = args.get(i);
      AddressSpace.copy(word.address, bytes + end, word.length);
      end += word.length;
      AddressSpace.putLong(ends + 8L * i, end);
    }
  }
}
