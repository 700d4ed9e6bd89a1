package dev.muninn.tracepoint.recorder;

import static dev.muninn.tracepoint.recorder.FlightFileLayout.SLOT_HEADER;
import static dev.muninn.tracepoint.runtime.NativeMemory.ALL;

import dev.muninn.tracepoint.runtime.EventStream;
import dev.muninn.tracepoint.runtime.Payload;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes a thread's events into slots, one slot at a time. All but the two counters is touched only
 * by the thread that holds the payload, and by the flusher when that thread is dead.
 *
 * <p>An event is its header (uint16 id and the low 32 bits of its time; after a pause of 2^32 ns or
 * with an id that does not fit 65535, uint32 id, uint64 time), the context, and the packed payload.
 * Then one 64-bit word is stored with release: where the event ends and the low 40 bits of its
 * time. By that word alone the flusher can write out what there is of a slot, though the thread may
 * sleep for ever: the next CTF packet begins with exactly the time of the last event before it, to
 * which the 32 bits of the next one relate. A slot is left when it is full or 2^40 ns old (18
 * minutes), so 40 bits are enough.
 */
final class StreamWriter extends EventStream {
  /** The id that says that an extended header follows. */
  static final int EXTENDED = 0xffff;

  /** Bytes of an event's header. */
  static final int COMPACT_SIZE = 6;

  /** Bytes of an extended header, the id before it included. */
  static final int EXTENDED_SIZE = 14;

  /** Payloads up to here are copied by words; what is longer by the bulk copy. */
  private static final int SHORT_COPY = 64;

  /** Limit of a writer without a slot: nothing fits. */
  private static final int NONE = -1;

  private static final VarHandle EVENTS;
  private static final VarHandle LOST;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      EVENTS = lookup.findVarHandle(StreamWriter.class, "events", long.class);
      LOST = lookup.findVarHandle(StreamWriter.class, "lost", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final EventPlans plans;
  private final SlotPool pool;
  private final MemorySegment memory;
  private final Stream stream;
  private final ThreadIdentity thread;
  private final Payload payload;
  private final int sessionSlot;

  /** What stands before each event's fields, as native memory with room for copies by words. */
  private final MemorySegment context;

  private final int contextSize;
  private int slot = -1;
  private long base;

  /** Of the slot. */
  private long address;

  private int position;
  private int limit = NONE;
  private long begin;
  private long lastTime;

  /** Time of the event that was begun. */
  private long nextTime;

  private long events;
  private long lost;
  private int[] counters = {};
  private volatile boolean abandoned;

  StreamWriter(
      EventPlans plans,
      SlotPool pool,
      Stream stream,
      ThreadIdentity thread,
      EventContext context,
      Payload payload,
      int sessionSlot) {
    this.plans = plans;
    this.pool = pool;
    memory = pool.memory();
    this.stream = stream;
    this.thread = thread;
    this.payload = payload;
    this.sessionSlot = sessionSlot;
    lastTime = stream.lastTime;
    lost = stream.lost;
    contextSize = context.size();
    this.context =
        contextSize == 0
            ? MemorySegment.NULL
            : Arena.ofAuto().allocate(contextSize + Long.BYTES, Long.BYTES);
    MemorySegment.copy(context.of(thread), 0, this.context, ValueLayout.JAVA_BYTE, 0, contextSize);
  }

  @Override
  public long begin(int id, int most, long givenTime) {
    long time = Math.max(givenTime, lastTime);
    if (plans.of(id) != EventPlan.ALL
        || position + most > limit
        || (time - lastTime) >>> 32 != 0
        || (time - begin) >>> FlightFileLayout.TIME_BITS != 0
        || id >= EXTENDED) {
      return 0;
    }
    long at = address + position;
    putCompactHeader(at, id, time);
    nextTime = time;
    return putContext(at + COMPACT_SIZE);
  }

  @Override
  public void commit(long end) {
    publish((int) (end - address), nextTime);
  }

  private static void putCompactHeader(long at, int id, long time) {
    ALL.set(ValueLayout.JAVA_SHORT_UNALIGNED, at, (short) id);
    ALL.set(ValueLayout.JAVA_INT_UNALIGNED, at + 2, (int) time);
  }

  private void publish(int end, long time) {
    position = end;
    lastTime = time;
    SlotPool.WORD.setRelease(
        ALL, address + FlightFileLayout.SLOT_PUBLISHED, FlightFileLayout.published(end, time));
    EVENTS.setOpaque(this, events + 1);
  }

  @Override
  public void record(int id, Payload fields, long time) {
    EventPlan plan = plans.of(id);
    if (plan == EventPlan.ALL || wanted(plan, fields)) {
      write(id, fields, time);
    }
  }

  private boolean wanted(@Nullable EventPlan plan, Payload fields) {
    if (plan != null) {
      return plan.wanted(fields, this);
    }
    if (plans.closed()) {
      payload.forget(sessionSlot, this);
    }
    return false;
  }

  private void write(int id, Payload fields, long givenTime) {
    int size = fields.size();
    long time = Math.max(givenTime, lastTime);
    if (position + size > limit || (time - begin) >>> FlightFileLayout.TIME_BITS != 0) {
      if (!nextSlot(time)) {
        LOST.setOpaque(this, lost + 1);
        return;
      }
    }
    long at = address + position;
    int header;
    if ((time - lastTime) >>> 32 == 0 && id < EXTENDED) {
      putCompactHeader(at, id, time);
      header = COMPACT_SIZE;
    } else {
      ALL.set(ValueLayout.JAVA_SHORT_UNALIGNED, at, (short) EXTENDED);
      ALL.set(ValueLayout.JAVA_INT_UNALIGNED, at + 2, id);
      ALL.set(ValueLayout.JAVA_LONG_UNALIGNED, at + 6, time);
      header = EXTENDED_SIZE;
    }
    copy(fields.address(), size, putContext(at + header));
    publish(position + header + contextSize + size, time);
  }

  /** Returns where the fields begin. */
  private long putContext(long at) {
    if (contextSize != 0) {
      copy(context.address(), contextSize, at);
    }
    return at + contextSize;
  }

  private static void copy(long from, int size, long to) {
    if (size > SHORT_COPY) {
      MemorySegment.copy(ALL, from, ALL, to, size);
      return;
    }
    for (int i = 0; i < size; i += Long.BYTES) {
      ALL.set(
          ValueLayout.JAVA_LONG_UNALIGNED,
          to + i,
          ALL.get(ValueLayout.JAVA_LONG_UNALIGNED, from + i));
    }
  }

  /** Leaves the slot and takes another; false where there is none. */
  private boolean nextSlot(long time) {
    leave();
    int next = pool.claim();
    if (next < 0) {
      return false;
    }
    base = pool.base(next);
    address = memory.address() + base;
    begin = time;
    lastTime = time;
    SlotPool.WORD.setOpaque(memory, base + FlightFileLayout.SLOT_PUBLISHED, 0L);
    VarHandle.storeStoreFence();
    long generation = (long) SlotPool.WORD.getOpaque(memory, generationOffset());
    SlotPool.WORD.setOpaque(memory, generationOffset(), generation + 1);
    VarHandle.storeStoreFence();
    memory.set(
        ValueLayout.JAVA_INT,
        base + FlightFileLayout.SLOT_MAGIC_OFFSET,
        FlightFileLayout.SLOT_MAGIC);
    memory.set(ValueLayout.JAVA_INT, base + FlightFileLayout.SLOT_STREAM, stream.number);
    memory.set(ValueLayout.JAVA_LONG, base + FlightFileLayout.SLOT_BEGIN, time);
    memory.set(ValueLayout.JAVA_LONG, base + FlightFileLayout.SLOT_LOST, lost);
    memory.set(ValueLayout.JAVA_LONG, base + FlightFileLayout.SLOT_SEQUENCE, stream.nextSequence++);
    memory.set(ValueLayout.JAVA_INT, base + FlightFileLayout.SLOT_VTID, thread.vtid());
    MemorySegment.copy(
        thread.name(),
        0,
        memory,
        ValueLayout.JAVA_BYTE,
        base + FlightFileLayout.SLOT_NAME,
        thread.name().length);
    SlotPool.WORD.setRelease(
        memory,
        base + FlightFileLayout.SLOT_PUBLISHED,
        FlightFileLayout.published(SLOT_HEADER, time));
    position = SLOT_HEADER;
    limit = pool.slotBytes() - EXTENDED_SIZE - contextSize - Payload.SLACK;
    slot = next;
    pool.own(next, stream);
    return true;
  }

  private long generationOffset() {
    return base + FlightFileLayout.SLOT_GENERATION;
  }

  private void leave() {
    if (slot >= 0) {
      pool.leave(slot);
      slot = -1;
      limit = NONE;
    }
  }

  /**
   * Counts an event for sampling.
   *
   * @param counter which of the session's counts
   * @return whether it is the first of so many
   */
  boolean sample(int counter, int every) {
    if (counter >= counters.length) {
      counters = Arrays.copyOf(counters, counter + 8);
    }
    int seen = counters[counter];
    counters[counter] = seen + 1 == every ? 0 : seen + 1;
    return seen == 0;
  }

  @Override
  public void abandon() {
    abandoned = true;
  }

  /** Whether a thread may be writing. */
  boolean busy() {
    return payload.busy() && !ended();
  }

  /** Whether no thread will write again. */
  boolean ended() {
    return abandoned || !thread.alive();
  }

  /** Leaves the slot in place of a thread that has {@link #ended}. */
  void retire() {
    leave();
    stream.lastTime = lastTime;
    stream.lost = lost;
  }

  Stream stream() {
    return stream;
  }

  ThreadIdentity thread() {
    return thread;
  }

  /** Events recorded; the newest may be missing. */
  long events() {
    return (long) EVENTS.getOpaque(this);
  }

  /** Events lost, those of the stream's earlier threads included. */
  long lost() {
    return (long) LOST.getOpaque(this);
  }

  /** Makes the payload forget this, so that nothing keeps the session's memory. */
  void detach() {
    payload.forget(sessionSlot, this);
  }
}
