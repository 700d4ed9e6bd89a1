package dev.muninn.analysis.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A message of protocol buffers' wire format, in memory. */
final class ProtoBuffer {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int MAX_VARINT = 10;
  private static final int TAG_TYPE_BITS = 3;

  private byte[] bytes = new byte[256];
  private int size;

  ProtoBuffer clear() {
    size = 0;
    return this;
  }

  ProtoBuffer number(int field, long value) {
    tag(field, VARINT);
    varint(value);
    return this;
  }

  ProtoBuffer real(int field, double value) {
    tag(field, FIXED64);
    ensure(Long.BYTES);
    long bits = Double.doubleToRawLongBits(value);
    for (int i = 0; i < Long.BYTES; i++) {
      bytes[size++] = (byte) (bits >>> (8 * i));
    }
    return this;
  }

  ProtoBuffer text(int field, String value) {
    byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
    return put(field, encoded, encoded.length);
  }

  ProtoBuffer message(int field, ProtoBuffer message) {
    return put(field, message.bytes, message.size);
  }

  private ProtoBuffer put(int field, byte[] value, int length) {
    tag(field, BYTES);
    varint(length);
    ensure(length);
    System.arraycopy(value, 0, bytes, size, length);
    size += length;
    return this;
  }

  private void tag(int field, int type) {
    varint(((long) field << TAG_TYPE_BITS) | type);
  }

  private void varint(long value) {
    ensure(MAX_VARINT);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  private void ensure(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, size);
  }
}
