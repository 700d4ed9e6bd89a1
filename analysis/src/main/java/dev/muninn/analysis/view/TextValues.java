package dev.muninn.analysis.view;

import dev.muninn.analysis.ctf.ValueVisitor;
import dev.muninn.analysis.ctf.metadata.CtfType;
import java.nio.charset.StandardCharsets;

/** Values as babeltrace2 writes them. */
final class TextValues implements ValueVisitor {
  /** What stands for a byte after a backslash; 0 where the byte is written as it is. */
  private static final byte[] ESCAPES = new byte[256];

  private static final byte HEXADECIMAL = 'x';

  static {
    for (int i = 0; i < 256; i++) {
      if (i < 32 || i == 127) {
        ESCAPES[i] = HEXADECIMAL;
      }
    }
    String escaped = "\\\\''\"\"??\u0007a\bb\u001be\ff\nn\rr\tt\u000bv";
    for (int i = 0; i < escaped.length(); i += 2) {
      ESCAPES[escaped.charAt(i)] = (byte) escaped.charAt(i + 1);
    }
  }

  private final ByteWriter out;
  // Whether the next member or element is the first one.
  private boolean first;

  TextValues(ByteWriter out) {
    this.out = out;
  }

  @Override
  public void integer(CtfType.Int type, long value) {
    out.room(70);
    switch (type.base()) {
      case 16 -> {
        out.put('0');
        out.put('x');
        out.power(lowest(value, (type.size() + 3) / 4 * 4), 4);
      }
      case 8 -> {
        out.put('0');
        out.power(type.signed() ? lowest(value, (type.size() + 2) / 3 * 3) : value, 3);
      }
      case 2 -> {
        out.put('0');
        out.put('b');
        for (int i = type.size() - 1; i >= 0; i--) {
          out.put((value >>> i & 1) == 0 ? '0' : '1');
        }
      }
      default -> {
        if (type.signed()) {
          out.signed(value);
        } else {
          out.unsigned(value);
        }
      }
    }
  }

  private static long lowest(long value, int bits) {
    return bits >= 64 ? value : value & ((1L << bits) - 1);
  }

  @Override
  public void enumeration(CtfType.Enumeration type, long value) {
    out.put("( ");
    boolean any = false;
    for (CtfType.Range range : type.ranges()) {
      if (type.in(range, value)) {
        if (any) {
          out.put(", ");
        }
        any = true;
        byte[] label = range.label().getBytes(StandardCharsets.UTF_8);
        string(label, 0, label.length);
      }
    }
    out.put(any ? " : container = " : "<unknown> : container = ");
    integer(type.container(), value);
    out.put(" )");
  }

  @Override
  public void bool(boolean value) {
    out.put(value ? "true" : "false");
  }

  @Override
  public void bitMap(CtfType.BitMap type, long value) {
    out.put("{ ");
    String last = "";
    for (CtfType.Range flag : type.flags()) {
      if (CtfType.BitMap.active(flag, value) && !flag.label().equals(last)) {
        last = flag.label();
        byte[] label = last.getBytes(StandardCharsets.UTF_8);
        string(label, 0, label.length);
        out.put(", ");
      }
    }
    integer(type.container(), value);
    out.put(" }");
  }

  @Override
  public void nothing() {
    out.put("<none>");
  }

  @Override
  public void real(double value) {
    out.put(Reals.general(value));
  }

  @Override
  public void string(byte[] bytes, int offset, int length) {
    out.room(4 * length + 2);
    out.put('"');
    out.position(escaped(out.buffer(), out.position(), bytes, offset, length));
    out.put('"');
  }

  /** Writes a string without its quotes, up to four bytes for one, and returns where it ends. */
  static int escaped(byte[] to, int start, byte[] bytes, int offset, int length) {
    int at = start;
    for (int i = offset; i < offset + length; i++) {
      byte b = bytes[i];
      byte escape = ESCAPES[b & 0xFF];
      if (escape == 0) {
        to[at++] = b;
      } else {
        to[at++] = '\\';
        to[at++] = escape;
        if (escape == HEXADECIMAL) {
          to[at++] = (byte) Character.forDigit((b & 0xFF) >>> 4, 16);
          to[at++] = (byte) Character.forDigit(b & 15, 16);
        }
      }
    }
    return at;
  }

  private void separate() {
    out.room(8);
    if (!first) {
      out.put(',');
    }
    out.put(' ');
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
    out.put(name);
    out.put(" = ");
  }

  @Override
  public void endStruct() {
    out.put(" }");
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
    out.put('[');
    out.unsigned(index);
    out.put("] = ");
  }

  @Override
  public void endArray() {
    out.put(" ]");
    first = false;
  }

  @Override
  public void beginVariant(String option) {
    out.put("{ ");
  }

  @Override
  public void endVariant() {
    out.put(" }");
    first = false;
  }
}
