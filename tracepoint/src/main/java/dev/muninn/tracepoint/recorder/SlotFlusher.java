package dev.muninn.tracepoint.recorder;

import static dev.muninn.tracepoint.recorder.FlightFileLayout.SLOT_HEADER;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;

/**
 * Writes slots to disk, those of a stream in their order. A slot that its thread still fills is
 * written as several packets, each up to the last event published by then.
 *
 * <p>The slots are looked at one after the other while threads go on. A thread that leaves a slot
 * and takes another may show the later and hide the earlier of the two, so a slot is written only
 * when it is the next of its stream.
 */
final class SlotFlusher {
  private static final ByteBuffer NO_EVENTS = ByteBuffer.allocate(0);

  /** Where packets go. */
  interface Target {
    void write(CtfPacket packet, ByteBuffer events) throws IOException;
  }

  private final SlotPool pool;
  private final MemorySegment memory;

  /** Up to where each slot is written. */
  private final int[] written;

  /** Time of the last event written of each slot. */
  private final long[] writtenTime;

  SlotFlusher(SlotPool pool) {
    this.pool = pool;
    memory = pool.memory();
    written = new int[pool.count()];
    writtenTime = new long[pool.count()];
    Arrays.fill(written, SLOT_HEADER);
  }

  /**
   * Writes what is new.
   *
   * @param partly whether slots are written that are not full
   * @return how many full ones were written
   */
  int flush(boolean partly, Target target) throws IOException {
    int all = 0;
    int pass;
    do {
      pass = 0;
      for (int slot = 0; slot < pool.count(); slot++) {
        if (pool.used(slot) && flush(slot, partly, target)) {
          pass++;
        }
      }
      all += pass;
    } while (pass > 0);
    return all;
  }

  /** Returns whether the slot was full, and so is free now. */
  private boolean flush(int slot, boolean partly, Target target) throws IOException {
    long base = pool.base(slot);
    Stream stream = pool.stream(slot);
    long sequence = memory.get(ValueLayout.JAVA_LONG, base + FlightFileLayout.SLOT_SEQUENCE);
    // Asked before the published word is read: then nothing comes after what is read.
    boolean full = pool.full(slot);
    if (sequence != stream.nextToWrite || !(full || partly)) {
      return false;
    }
    long published =
        (long) SlotPool.WORD.getAcquire(memory, base + FlightFileLayout.SLOT_PUBLISHED);
    int end = FlightFileLayout.position(published);
    if (end > written[slot]) {
      write(slot, base, stream, published, target);
    }
    if (full) {
      written[slot] = SLOT_HEADER;
      stream.nextToWrite++;
      pool.release(slot);
    }
    return full;
  }

  private void write(int slot, long base, Stream stream, long published, Target target)
      throws IOException {
    long first = memory.get(ValueLayout.JAVA_LONG, base + FlightFileLayout.SLOT_BEGIN);
    int from = written[slot];
    int end = FlightFileLayout.position(published);
    long time = FlightFileLayout.time(published, first);
    CtfPacket packet =
        new CtfPacket(
            stream.number,
            from == SLOT_HEADER ? first : writtenTime[slot],
            time,
            stream.packets,
            memory.get(ValueLayout.JAVA_LONG, base + FlightFileLayout.SLOT_LOST),
            memory.get(ValueLayout.JAVA_INT, base + FlightFileLayout.SLOT_VTID),
            SlotNames.read(memory, base));
    target.write(packet, memory.asSlice(base + from, end - from).asByteBuffer());
    stream.packets++;
    stream.writtenTime = time;
    stream.writtenLost = packet.lost();
    written[slot] = end;
    writtenTime[slot] = time;
  }

  /** Counts the events there are that are not written. */
  long unwritten(int contextSize, Map<Integer, EventPlans.Known> known) {
    long events = 0;
    for (int slot = 0; slot < pool.count(); slot++) {
      if (pool.used(slot)) {
        long base = pool.base(slot);
        long published =
            (long) SlotPool.WORD.getAcquire(memory, base + FlightFileLayout.SLOT_PUBLISHED);
        long end = base + FlightFileLayout.position(published);
        events += RecordedEvents.count(memory, base + written[slot], end, contextSize, known);
      }
    }
    return events;
  }

  /** Tells of events that a stream has lost since its last packet, by a packet without events. */
  void tellLost(Stream stream, long lost, ThreadIdentity thread, Target target) throws IOException {
    if (lost > stream.writtenLost) {
      target.write(
          new CtfPacket(
              stream.number,
              stream.writtenTime,
              stream.writtenTime,
              stream.packets,
              lost,
              thread.vtid(),
              thread.name()),
          NO_EVENTS);
      stream.packets++;
      stream.writtenLost = lost;
    }
  }
}
