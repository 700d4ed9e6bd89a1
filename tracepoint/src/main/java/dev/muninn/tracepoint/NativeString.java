package dev.muninn.tracepoint;

import dev.muninn.tracepoint.runtime.NativeText;
import dev.muninn.tracepoint.runtime.Payload;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/**
 * A constant string off the heap, NUL-terminated UTF-8, for events on hot paths: it is encoded once
 * and its address can be handed to native tracers as it is.
 *
 * <p>Its memory is never freed: make them for constants (command names), not for data.
 */
public final class NativeString implements NativeText {
  private final MemorySegment segment;
  private final long address;
  private final int length;
  private final String text;

  private NativeString(String text, byte[] utf8) {
    this.text = text;
    length = utf8.length;
    segment = Arena.global().allocate((utf8.length + (long) Long.BYTES) & -Long.BYTES, Long.BYTES);
    MemorySegment.copy(utf8, 0, segment, ValueLayout.JAVA_BYTE, 0, utf8.length);
    address = segment.address();
  }

  /**
   * Makes one.
   *
   * @throws IllegalArgumentException if the text contains NUL or is longer than {@link
   *     Payload#MAX_STRING} bytes in UTF-8
   */
  public static NativeString of(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    if (utf8.length > Payload.MAX_STRING || text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "native string too long or with NUL: length=" + utf8.length);
    }
    return new NativeString(text, utf8);
  }

  @Override
  public MemorySegment segment() {
    return segment;
  }

  @Override
  public long address() {
    return address;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public String toString() {
    return text;
  }
}
