package dev.muninn.tracepoint.runtime;

import static dev.muninn.tracepoint.runtime.NativeMemory.ALL;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Native memory for the fields of one event: the packed payload of LTTng and of the recorder, and
 * the place USDT arguments point into. As a rule it is a scratch of the thread's own; where one
 * recording session is all that listens it is that session's packet.
 *
 * <p>Generated code calls {@link #acquire}, one {@code put} per field in order, the listeners, and
 * in a {@code finally} {@link #release}. Addresses returned by a {@code put} hold until then. An
 * event has at most {@value EventDefinition#MAX_ARGUMENTS} fields, so there is room for all of
 * them; a {@code put} beyond that throws.
 */
@SuppressWarnings("exports") // @Nullable: a program need not have the annotations
public final class Payload {
  /** Longest string or byte sequence, in bytes without the NUL; what is longer is cut here. */
  public static final int MAX_STRING = 4096;

  /** Bytes there must be after the fields: copies by words write so far beyond them. */
  public static final int SLACK = 8;

  private static final int CAPACITY = EventDefinition.MAX_ARGUMENTS * (MAX_STRING + 16) + SLACK;

  /** Constants up to here are copied by words, which may write so much more than they have. */
  private static final int SHORT_COPY = 32;

  private static final byte[] NULL_STRING = {'(', 'n', 'u', 'l', 'l', ')'};

  private static final VarHandle BUSY;

  static {
    try {
      BUSY = MethodHandles.lookup().findVarHandle(Payload.class, "busy", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final MemorySegment scratch;
  private final @Nullable Thread owner;
  private final @Nullable EventStream[] streams = new EventStream[RecordingSlots.MAX];

  /** Where the fields begin: in the scratch, or in the packet of {@link #direct}. */
  private long begin;

  /** Where the next field goes. */
  private long next;

  /** Where the memory for fields ends. */
  private long limit;

  /** Whose packet the fields are written into; null where it is the scratch. */
  private @Nullable EventStream direct;

  private boolean busy;

  /**
   * Its memory is freed when the collector finds this object unreachable.
   *
   * @param owner the one thread that uses it; null for one of the pool
   */
  Payload(@Nullable Thread owner) {
    this.owner = owner;
    scratch = Arena.ofAuto().allocate(CAPACITY, 64);
  }

  /** This thread's scratch, empty. Never blocks; allocates only when a thread comes first. */
  public static Payload acquire() {
    Payload payload = take();
    payload.useScratch();
    return payload;
  }

  /**
   * This thread's payload for an event, empty. Where one recording session is all that listens, its
   * fields go straight into that session's packet.
   *
   * @param word the event's word
   * @param time as {@link #record} will be told; of no meaning where no session listens
   */
  public static Payload acquire(ProviderBinding binding, int eventIndex, long word, long time) {
    Payload payload = take();
    long listeners = word & (ProviderBinding.NATIVE | ProviderBinding.RECORDER);
    int slot = Long.numberOfTrailingZeros(word) - RecordingSlots.FIRST_BIT;
    if (slot >= 0 && slot < RecordingSlots.MAX && (listeners & (listeners - 1)) == 0) {
      EventStream stream = payload.streams[slot];
      if (stream != null) {
        int most = binding.largestPayload(eventIndex);
        long address = stream.begin(binding.id(eventIndex), most, time);
        if (address != 0) {
          payload.begin = address;
          payload.next = address;
          payload.limit = address + most + SLACK;
          payload.direct = stream;
          return payload;
        }
      }
    }
    payload.useScratch();
    return payload;
  }

  private static Payload take() {
    Payload own = PayloadPool.own();
    if (own != null && !own.busy) {
      BUSY.setOpaque(own, true);
      return own;
    }
    Payload shared = PayloadPool.take();
    BUSY.setOpaque(shared, true);
    return shared;
  }

  private void useScratch() {
    begin = scratch.address();
    next = begin;
    limit = begin + CAPACITY;
    direct = null;
  }

  /** Gives the scratch back; addresses into it no longer hold. */
  public void release() {
    BUSY.setRelease(this, false);
    if (owner == null && !PayloadPool.giveBack(this)) {
      for (EventStream stream : streams) {
        if (stream != null) {
          stream.abandon();
        }
      }
    }
  }

  /** Where the next field goes, so many bytes as it may take being free there. */
  private long room(int size) {
    long at = next;
    if (size > limit - at) {
      throw new IndexOutOfBoundsException("fields beyond the event's: size=" + size());
    }
    return at;
  }

  /** Writes the low 8 bits. */
  public void putByte(int value) {
    long at = room(Byte.BYTES);
    ALL.set(ValueLayout.JAVA_BYTE, at, (byte) value);
    next = at + Byte.BYTES;
  }

  /** Writes the low 16 bits. */
  public void putShort(int value) {
    long at = room(Short.BYTES);
    ALL.set(ValueLayout.JAVA_SHORT_UNALIGNED, at, (short) value);
    next = at + Short.BYTES;
  }

  /** Writes 32 bits. */
  public void putInt(int value) {
    long at = room(Integer.BYTES);
    ALL.set(ValueLayout.JAVA_INT_UNALIGNED, at, value);
    next = at + Integer.BYTES;
  }

  /** Writes 64 bits. */
  public void putLong(long value) {
    long at = room(Long.BYTES);
    ALL.set(ValueLayout.JAVA_LONG_UNALIGNED, at, value);
    next = at + Long.BYTES;
  }

  /** Writes a binary64. */
  public void putDouble(double value) {
    long at = room(Double.BYTES);
    ALL.set(ValueLayout.JAVA_DOUBLE_UNALIGNED, at, value);
    next = at + Double.BYTES;
  }

  /**
   * Writes text that is already in UTF-8, up to its first NUL if it has one, and a NUL.
   *
   * @param utf8 null is written as {@code (null)}, as LTTng does
   * @return address of the copy
   */
  public long putString(byte @Nullable [] utf8) {
    byte[] bytes = utf8 == null ? NULL_STRING : utf8;
    int length = Math.min(bytes.length, MAX_STRING);
    long start = room(MAX_STRING + 1);
    long end = start;
    for (int i = 0; i < length; i++) {
      byte b = bytes[i];
      if (b == 0) {
        break;
      }
      ALL.set(ValueLayout.JAVA_BYTE, end, b);
      end++;
    }
    return terminate(start, end);
  }

  /**
   * Writes text in UTF-8, up to its first NUL if it has one, and a NUL. A surrogate without its
   * partner becomes {@code ?}.
   *
   * @param text null is written as {@code (null)}
   * @return address of the copy
   */
  public long putString(@Nullable CharSequence text) {
    if (text == null) {
      return putString(NULL_STRING);
    }
    long start = room(MAX_STRING + 1);
    long end = start;
    long last = start + MAX_STRING;
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c == 0) {
        break;
      }
      if (c < 0x80) {
        if (end == last) {
          break;
        }
        ALL.set(ValueLayout.JAVA_BYTE, end, (byte) c);
        end++;
        continue;
      }
      int codePoint = c;
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < length
                && Character.isLowSurrogate(text.charAt(i + 1));
        codePoint = pair ? Character.toCodePoint(c, text.charAt(i + 1)) : '?';
        i += pair ? 1 : 0;
      }
      long after = putCodePoint(codePoint, end, last);
      if (after == end) {
        break;
      }
      end = after;
    }
    return terminate(start, end);
  }

  /** Returns the position after the code point, or {@code at} where it does not fit. */
  private static long putCodePoint(int codePoint, long at, long last) {
    int size = codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    if (at + size > last) {
      return at;
    }
    int rest = codePoint;
    for (int i = size - 1; i > 0; i--) {
      ALL.set(ValueLayout.JAVA_BYTE, at + i, (byte) (0x80 | (rest & 0x3f)));
      rest >>>= 6;
    }
    int lead = size == 1 ? 0 : 0xf00 >> size;
    ALL.set(ValueLayout.JAVA_BYTE, at, (byte) (lead | rest));
    return at + size;
  }

  /**
   * Writes a constant and a NUL.
   *
   * @param text null is written as {@code (null)}
   * @return address of the copy
   */
  public long putString(@Nullable NativeText text) {
    if (text == null) {
      return putString(NULL_STRING);
    }
    int size = text.length() + 1;
    long start = room(size + SLACK - 1);
    if (size <= SHORT_COPY) {
      long from = text.address();
      for (int i = 0; i < size; i += Long.BYTES) {
        ALL.set(
            ValueLayout.JAVA_LONG_UNALIGNED,
            start + i,
            ALL.get(ValueLayout.JAVA_LONG_UNALIGNED, from + i));
      }
    } else {
      MemorySegment.copy(text.segment(), 0, ALL, start, size);
    }
    next = start + size;
    return start;
  }

  private long terminate(long start, long end) {
    ALL.set(ValueLayout.JAVA_BYTE, end, (byte) 0);
    next = end + 1;
    return start;
  }

  /**
   * Writes a sequence: its length in 4 bytes, then the bytes. No NUL ends it.
   *
   * @param bytes null is an empty sequence
   * @return address of the first byte's copy
   */
  public long putBytes(byte @Nullable [] bytes) {
    int length = length(bytes);
    putInt(length);
    long start = room(length);
    if (bytes != null) {
      MemorySegment.copy(bytes, 0, ALL, ValueLayout.JAVA_BYTE, start, length);
    }
    next = start + length;
    return start;
  }

  /** How many bytes {@link #putBytes} takes of an array: the second USDT argument of the field. */
  public static int length(byte @Nullable [] bytes) {
    return bytes == null ? 0 : Math.min(bytes.length, MAX_STRING);
  }

  /** Address of the first field. */
  public long address() {
    return begin;
  }

  /** Bytes written since {@link #acquire}. */
  public int size() {
    return (int) (next - begin);
  }

  /**
   * Hands the payload to LTTng.
   *
   * @param cellAddress {@link ProviderBinding#cellAddress} of the event
   */
  public void fireLttng(long cellAddress) {
    LttngCall.fire(cellAddress, begin, size());
  }

  /**
   * Hands the payload to recording sessions.
   *
   * @param word the event's word, which says which sessions want it
   * @param time nanoseconds of CLOCK_MONOTONIC, as {@link System#nanoTime} gives them
   */
  public void record(ProviderBinding binding, int eventIndex, long word, long time) {
    EventStream into = direct;
    if (into != null) {
      into.commit(next);
    } else {
      recordCopies(binding, eventIndex, word, time);
    }
  }

  private void recordCopies(ProviderBinding binding, int eventIndex, long word, long time) {
    int id = binding.id(eventIndex);
    int sessions = (int) (word >>> RecordingSlots.FIRST_BIT) & (1 << RecordingSlots.MAX) - 1;
    do {
      int slot = Integer.numberOfTrailingZeros(sessions);
      EventStream stream = streams[slot];
      if (stream == null) {
        stream = RecordingSlots.open(this, slot);
        streams[slot] = stream;
      }
      if (stream != null) {
        stream.record(id, this, time);
      }
      sessions &= sessions - 1;
    } while (sessions != 0);
  }

  /** Lets go of a stream whose session is over. */
  public void forget(int slot, EventStream stream) {
    if (streams[slot] == stream) {
      streams[slot] = null;
    }
  }

  /** The one thread that uses it; null where it is {@link #pooled}. */
  @Nullable Thread owner() {
    return owner;
  }

  /** Whether it belongs to no thread in particular: then it serves virtual threads. */
  public boolean pooled() {
    return owner == null;
  }

  /** Whether an event is between {@link #acquire} and {@link #release}. */
  public boolean busy() {
    return (boolean) BUSY.getAcquire(this);
  }

  /** The fields in the scratch, from offset 0 on; {@link #SLACK} bytes at least are after them. */
  public MemorySegment fields() {
    return scratch;
  }
}
