package dev.muninn.analysis.ctf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Bytes put one after another, in little-endian order. */
public final class Packed {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Bytes. */
  public Packed u8(int... values) {
    for (int value : values) {
      out.write(value);
    }
    return this;
  }

  /** Two bytes. */
  public Packed u16(int value) {
    return u8(value, value >>> 8);
  }

  /** Four bytes. */
  public Packed u32(long value) {
    return u16((int) value).u16((int) (value >>> 16));
  }

  /** Eight bytes. */
  public Packed u64(long value) {
    return u32(value).u32(value >>> 32);
  }

  /** A binary64. */
  public Packed f64(double value) {
    return u64(Double.doubleToRawLongBits(value));
  }

  /** The bytes of a text, without a NUL. */
  public Packed text(String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** All of them. */
  public byte[] bytes() {
    return out.toByteArray();
  }

  /** CTF metadata in packets of so many bytes of content, as a tracer streams it. */
  public static byte[] metadataPackets(byte[] content, int most, int major, int minor) {
    ByteArrayOutputStream packets = new ByteArrayOutputStream();
    for (int at = 0; at < content.length; at += most) {
      int length = Math.min(most, content.length - at);
      ByteBuffer packet = ByteBuffer.allocate(37 + length + 3).order(ByteOrder.LITTLE_ENDIAN);
      packet.putInt(0, 0x75D11D57);
      packet.putInt(24, (37 + length) * 8).putInt(28, packet.capacity() * 8);
      packet.put(35, (byte) major).put(36, (byte) minor).put(37, content, at, length);
      packets.writeBytes(packet.array());
    }
    return packets.toByteArray();
  }
}
