package dev.muninn.tracepoint.runtime;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/**
 * Native scratch memory for the fields of one event: the packed payload of LTTng and of the
 * recorder, and the place USDT arguments point into.
 *
 * <p>Generated code calls {@link #acquire}, one {@code put} per field in order, the listeners, and
 * in a {@code finally} {@link #release}. Addresses returned by a {@code put} hold until then. An
 * event has at most {@value EventDefinition#MAX_ARGUMENTS} fields, so the scratch cannot overflow.
 */
public final class Payload {
  /** Longest string or byte sequence, in bytes without the NUL; what is longer is cut here. */
  public static final int MAX_STRING = 4096;

  private static final int CAPACITY = EventDefinition.MAX_ARGUMENTS * (MAX_STRING + 16) + 8;

  /** Constants up to here are copied by words, which may write so much more than they have. */
  private static final int SHORT_COPY = 32;

  private static final byte[] NULL_STRING = {'(', 'n', 'u', 'l', 'l', ')'};

  private final MemorySegment scratch;
  private final long address;
  private final boolean pooled;
  private final @Nullable EventStream[] streams = new EventStream[RecordingSlots.MAX];
  private int position;
  private boolean busy;

  /** Its memory is freed when the collector finds this object unreachable. */
  Payload(boolean pooled) {
    this.pooled = pooled;
    scratch = Arena.ofAuto().allocate(CAPACITY, 64);
    address = scratch.address();
  }

  /** This thread's scratch, empty. Never blocks; allocates only when a thread comes first. */
  public static Payload acquire() {
    if (!Thread.currentThread().isVirtual()) {
      Payload own = PayloadPool.THREAD.get();
      if (!own.busy) {
        own.busy = true;
        own.position = 0;
        return own;
      }
    }
    Payload shared = PayloadPool.take();
    shared.busy = true;
    shared.position = 0;
    return shared;
  }

  /** Gives the scratch back; addresses into it no longer hold. */
  public void release() {
    busy = false;
    if (pooled && !PayloadPool.giveBack(this)) {
      for (EventStream stream : streams) {
        if (stream != null) {
          stream.abandon();
        }
      }
    }
  }

  /** Writes the low 8 bits. */
  public void putByte(int value) {
    scratch.set(ValueLayout.JAVA_BYTE, position, (byte) value);
    position++;
  }

  /** Writes the low 16 bits. */
  public void putShort(int value) {
    scratch.set(ValueLayout.JAVA_SHORT_UNALIGNED, position, (short) value);
    position += Short.BYTES;
  }

  /** Writes 32 bits. */
  public void putInt(int value) {
    scratch.set(ValueLayout.JAVA_INT_UNALIGNED, position, value);
    position += Integer.BYTES;
  }

  /** Writes 64 bits. */
  public void putLong(long value) {
    scratch.set(ValueLayout.JAVA_LONG_UNALIGNED, position, value);
    position += Long.BYTES;
  }

  /** Writes a binary64. */
  public void putDouble(double value) {
    scratch.set(ValueLayout.JAVA_DOUBLE_UNALIGNED, position, value);
    position += Double.BYTES;
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
    int start = position;
    int end = start;
    for (int i = 0; i < length; i++) {
      byte b = bytes[i];
      if (b == 0) {
        break;
      }
      scratch.set(ValueLayout.JAVA_BYTE, end, b);
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
    int start = position;
    int end = start;
    int limit = start + MAX_STRING;
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c == 0) {
        break;
      }
      if (c < 0x80) {
        if (end == limit) {
          break;
        }
        scratch.set(ValueLayout.JAVA_BYTE, end, (byte) c);
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
      int next = putCodePoint(codePoint, end, limit);
      if (next == end) {
        break;
      }
      end = next;
    }
    return terminate(start, end);
  }

  /** Returns the position after the code point, or {@code at} where it does not fit. */
  private int putCodePoint(int codePoint, int at, int limit) {
    int size = codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    if (at + size > limit) {
      return at;
    }
    int rest = codePoint;
    for (int i = size - 1; i > 0; i--) {
      scratch.set(ValueLayout.JAVA_BYTE, at + i, (byte) (0x80 | (rest & 0x3f)));
      rest >>>= 6;
    }
    int lead = size == 1 ? 0 : 0xf00 >> size;
    scratch.set(ValueLayout.JAVA_BYTE, at, (byte) (lead | rest));
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
    int start = position;
    int size = text.length() + 1;
    MemorySegment from = text.segment();
    if (size <= SHORT_COPY) {
      for (int i = 0; i < size; i += Long.BYTES) {
        scratch.set(
            ValueLayout.JAVA_LONG_UNALIGNED,
            start + i,
            from.get(ValueLayout.JAVA_LONG_UNALIGNED, i));
      }
    } else {
      MemorySegment.copy(from, 0, scratch, start, size);
    }
    position = start + size;
    return address + start;
  }

  private long terminate(int start, int end) {
    scratch.set(ValueLayout.JAVA_BYTE, end, (byte) 0);
    position = end + 1;
    return address + start;
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
    int start = position;
    if (bytes != null) {
      MemorySegment.copy(bytes, 0, scratch, ValueLayout.JAVA_BYTE, start, length);
    }
    position = start + length;
    return address + start;
  }

  /** How many bytes {@link #putBytes} takes of an array: the second USDT argument of the field. */
  public static int length(byte @Nullable [] bytes) {
    return bytes == null ? 0 : Math.min(bytes.length, MAX_STRING);
  }

  /** Address of the first field. */
  public long address() {
    return address;
  }

  /** Bytes written since {@link #acquire}. */
  public int size() {
    return position;
  }

  /**
   * Hands the payload to LTTng.
   *
   * @param cellAddress {@link ProviderBinding#cellAddress} of the event
   */
  public void fireLttng(long cellAddress) {
    LttngCall.fire(cellAddress, address, position);
  }

  /**
   * Hands the payload to recording sessions.
   *
   * @param word the event's word, which says which sessions want it
   * @param time nanoseconds of CLOCK_MONOTONIC, as {@link System#nanoTime} gives them
   */
  public void record(ProviderBinding binding, int eventIndex, long word, long time) {
    int id = binding.id(eventIndex);
    int sessions = (int) (word >>> 48) & (1 << RecordingSlots.MAX) - 1;
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

  /** Whether it belongs to no thread in particular: then it serves virtual threads. */
  public boolean pooled() {
    return pooled;
  }

  /** The fields from offset 0 on, and room of at least 8 bytes after them. */
  public MemorySegment fields() {
    return scratch;
  }
}
