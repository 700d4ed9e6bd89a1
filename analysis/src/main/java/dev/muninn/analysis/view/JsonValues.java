package dev.muninn.analysis.view;

import dev.muninn.analysis.ctf.ValueVisitor;
import dev.muninn.analysis.ctf.metadata.CtfType;
import java.nio.charset.StandardCharsets;

/** Values as JSON. Bytes that are no UTF-8 become U+FFFD. */
final class JsonValues implements ValueVisitor {
  private final ByteWriter out;
  private boolean first;

  JsonValues(ByteWriter out) {
    this.out = out;
  }

  /** A string. */
  void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    valid(bytes, 0, bytes.length);
  }

  @Override
  public void integer(CtfType.Int type, long value) {
    out.room(0);
    if (type.signed()) {
      out.signed(value);
    } else {
      out.unsigned(value);
    }
  }

  @Override
  public void enumeration(CtfType.Enumeration type, long value) {
    String label = type.label(value);
    if (label == null) {
      integer(type.container(), value);
    } else {
      text(label);
    }
  }

  @Override
  public void bool(boolean value) {
    out.put(value ? "true" : "false");
  }

  @Override
  public void nothing() {
    out.put("null");
  }

  @Override
  public void real(double value) {
    if (Double.isFinite(value)) {
      out.put(Double.toString(value));
    } else {
      text(Double.toString(value));
    }
  }

  @Override
  public void string(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (bytes[i] < 0) {
        text(new String(bytes, offset, length, StandardCharsets.UTF_8));
        return;
      }
    }
    valid(bytes, offset, length);
  }

  private void valid(byte[] bytes, int offset, int length) {
    out.room(6 * length + 2);
    out.put('"');
    for (int i = offset; i < offset + length; i++) {
      byte b = bytes[i];
      if (b == '"' || b == '\\') {
        out.put('\\');
        out.put((char) b);
      } else if (b >= 0 && b < ' ') {
        out.put("\\u00");
        out.put(Character.forDigit(b >>> 4, 16));
        out.put(Character.forDigit(b & 15, 16));
      } else {
        out.put((char) b);
      }
    }
    out.put('"');
  }

  private void separate() {
    out.room(0);
    if (!first) {
      out.put(',');
    }
    first = false;
  }

  @Override
  public void beginStruct() {
    out.put('{');
    first = true;
  }

  @Override
  public void member(String name) {
    separate();
    text(name);
    out.put(':');
  }

  @Override
  public void endStruct() {
    out.put('}');
    first = false;
  }

  @Override
  public void beginArray() {
    out.put('[');
    first = true;
  }

  @Override
  public void element(long index) {
    separate();
  }

  @Override
  public void endArray() {
    out.put(']');
    first = false;
  }

  @Override
  public void beginVariant(String option) {
    out.put('{');
    text(option);
    out.put(':');
  }

  @Override
  public void endVariant() {
    out.put('}');
    first = false;
  }
}
