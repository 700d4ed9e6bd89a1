package dev.muninn.server.value;

import dev.muninn.server.bytes.Slice;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The digest by which two servers are compared: SHA-1 values, mixed where order matters and
 * combined by exclusive or where it does not, as debug.c of Valkey 8 and of Redis 7 do.
 */
public final class ValueDigest {
  private static final int SIZE = 20;

  private final MessageDigest sha1;
  private final byte[] state = new byte[SIZE];

  /** A digest of nothing. */
  public ValueDigest() {
    try {
      sha1 = MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("digest: algorithm=SHA-1", e);
    }
  }

  /** Forgets everything. */
  public ValueDigest clear() {
    Arrays.fill(state, (byte) 0);
    return this;
  }

  /** Adds data whose order does not matter. */
  public void xor(byte[] data) {
    byte[] hash = sha1.digest(data);
    for (int i = 0; i < SIZE; i++) {
      state[i] ^= hash[i];
    }
  }

  /** Adds another digest's state as data whose order does not matter. */
  public void xor(ValueDigest other) {
    xor(other.state);
  }

  /** Adds data whose order matters. */
  public void mix(byte[] data) {
    xor(data);
    System.arraycopy(sha1.digest(state), 0, state, 0, SIZE);
  }

  /** Adds bytes whose order matters. */
  public void mix(Slice data) {
    mix(data.toByteArray());
  }

  /** Adds an integer in decimal, whose order matters. */
  public void mixDecimal(long value) {
    mix(Long.toString(value).getBytes(StandardCharsets.US_ASCII));
  }

  /** Adds a number in four bytes, the highest first, whose order matters. */
  public void mixInt(int value) {
    mix(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
  }

  /** 40 hexadecimal digits. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(state);
  }
}
