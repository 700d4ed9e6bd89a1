package dev.muninn.analysis.model;

import dev.muninn.analysis.ctf.ValueVisitor;
import dev.muninn.analysis.ctf.metadata.CtfType;

/** Collects the bytes of a key: a sequence of integers. Longer ones are cut. */
final class KeyText implements ValueVisitor {
  private final byte[] bytes = new byte[200];
  private int length;

  void reset() {
    length = 0;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  @Override
  public void integer(CtfType.Int type, long value) {
    if (length < bytes.length) {
      bytes[length++] = (byte) value;
    }
  }

  @Override
  public void enumeration(CtfType.Enumeration type, long value) {}

  @Override
  public void real(double value) {}

  @Override
  public void string(byte[] text, int offset, int size) {
    int n = Math.min(size, bytes.length - length);
    System.arraycopy(text, offset, bytes, length, n);
    length += n;
  }

  @Override
  public void beginStruct() {}

  @Override
  public void member(String name) {}

  @Override
  public void endStruct() {}

  @Override
  public void beginArray() {}

  @Override
  public void element(long index) {}

  @Override
  public void endArray() {}

  @Override
  public void beginVariant(String option) {}

  @Override
  public void endVariant() {}
}
