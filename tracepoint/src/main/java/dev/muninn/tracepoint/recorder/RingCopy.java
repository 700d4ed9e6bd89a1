package dev.muninn.tracepoint.recorder;

import static dev.muninn.tracepoint.recorder.FlightFileLayout.SLOT_HEADER;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * Copies slots into a trace while threads may go on to write: the newest events of each stream
 * without a gap. A slot that was taken into a new use while it was copied is dropped, and with it
 * what is older in its stream.
 */
final class RingCopy {
  /** No clock shows more; bounds what a damaged file can say. */
  private static final long LATEST = 1L << 62;

  private record Slot(long base, long generation, int stream, long sequence, long begin) {}

  private final MemorySegment memory;
  private final long firstSlot;
  private final int slotBytes;
  private final int count;
  private final IntPredicate used;

  /**
   * Prepares.
   *
   * @param used whether a slot may have events
   */
  RingCopy(MemorySegment memory, long firstSlot, int slotBytes, int count, IntPredicate used) {
    this.memory = memory;
    this.firstSlot = firstSlot;
    this.slotBytes = slotBytes;
    this.count = count;
    this.used = used;
  }

  /**
   * Demands that a trace can be written to a directory.
   *
   * @throws RecorderException if there is something in it
   */
  static void requireEmpty(Path directory) throws RecorderException, IOException {
    if (Files.isDirectory(directory)) {
      try (Stream<Path> files = Files.list(directory)) {
        if (files.findAny().isPresent()) {
          throw new RecorderException("directory is not empty: path=" + directory);
        }
      }
    }
  }

  /** Writes the packets and returns how many. */
  int write(CtfDirectory target) throws IOException {
    ByteBuffer copy = ByteBuffer.allocateDirect(slotBytes);
    MemorySegment copied = MemorySegment.ofBuffer(copy);
    int packets = 0;
    int inStream = 0;
    Slot last = null;
    long lastEnd = 0;
    for (Slot slot : slots()) {
      boolean follows =
          last != null
              && slot.stream() == last.stream()
              && slot.sequence() == last.sequence() + 1
              && slot.begin() >= lastEnd;
      if (last != null && slot.stream() == last.stream() && !follows) {
        target.restart(slot.stream());
        packets -= inStream;
      }
      if (!follows) {
        inStream = 0;
      }
      last = slot;
      // Read anew: where the stream's next slot was seen, all of this one is published by now.
      long published = published(slot.base());
      int end = FlightFileLayout.position(published);
      if (valid(end)) {
        MemorySegment.copy(memory, slot.base(), copied, 0, end);
      }
      VarHandle.loadLoadFence();
      if (!valid(end) || generation(slot.base()) != slot.generation()) {
        // It is the oldest of all by now: so is what was written of the stream before it.
        target.restart(slot.stream());
        packets -= inStream;
        inStream = 0;
        last = null;
        continue;
      }
      lastEnd = FlightFileLayout.time(published, slot.begin());
      CtfPacket packet =
          new CtfPacket(
              slot.stream(),
              slot.begin(),
              lastEnd,
              slot.sequence(),
              copied.get(ValueLayout.JAVA_LONG_UNALIGNED, FlightFileLayout.SLOT_LOST),
              copied.get(ValueLayout.JAVA_INT_UNALIGNED, FlightFileLayout.SLOT_VTID),
              SlotNames.read(copied, 0));
      target.packet(packet, copy.clear().position(SLOT_HEADER).limit(end));
      packets++;
      inStream++;
    }
    return packets;
  }

  /** Those that have events, by stream and age. */
  private List<Slot> slots() {
    List<Slot> slots = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long base = firstSlot + (long) i * slotBytes;
      if (!used.test(i)) {
        continue;
      }
      long generation = generation(base);
      VarHandle.loadLoadFence();
      int position = FlightFileLayout.position(published(base));
      int stream = memory.get(ValueLayout.JAVA_INT, base + FlightFileLayout.SLOT_STREAM);
      Slot slot =
          new Slot(
              base,
              generation,
              stream,
              memory.get(ValueLayout.JAVA_LONG, base + FlightFileLayout.SLOT_SEQUENCE),
              memory.get(ValueLayout.JAVA_LONG, base + FlightFileLayout.SLOT_BEGIN));
      if (valid(position)
          && stream >= 0
          && slot.begin() >= 0
          && slot.begin() <= LATEST
          && memory.get(ValueLayout.JAVA_INT, base + FlightFileLayout.SLOT_MAGIC_OFFSET)
              == FlightFileLayout.SLOT_MAGIC) {
        slots.add(slot);
      }
    }
    slots.sort(Comparator.comparingInt(Slot::stream).thenComparingLong(Slot::sequence));
    return slots;
  }

  /** Whether a slot that ends there has events. */
  private boolean valid(int position) {
    return position > SLOT_HEADER && position <= slotBytes;
  }

  private long published(long base) {
    return (long) SlotPool.WORD.getAcquire(memory, base + FlightFileLayout.SLOT_PUBLISHED);
  }

  private long generation(long base) {
    return (long) SlotPool.WORD.getOpaque(memory, base + FlightFileLayout.SLOT_GENERATION);
  }
}
