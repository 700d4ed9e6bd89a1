package dev.muninn.analysis.export;

import dev.muninn.analysis.ctf.EventCursor;
import dev.muninn.analysis.ctf.Field;
import dev.muninn.analysis.ctf.ValueVisitor;
import dev.muninn.analysis.ctf.metadata.CtfType;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A field of several parts as text. A sequence of bytes, such as a key, is the text it spells, with
 * {@code \xNN} for what is not printable ASCII; everything else is {@code [1, 2]} or {@code {a=1}}.
 */
public final class FieldText {
  private static final int BYTE_BITS = 8;

  private FieldText() {}

  /** Whether a field only tells how long the sequence behind it is, which tells it itself. */
  public static boolean isLength(List<Field> fields, int index) {
    return index + 1 < fields.size()
        && fields.get(index + 1).kind() == Field.Kind.COMPOUND
        && fields.get(index).name().equals("_" + fields.get(index + 1).name() + "_length");
  }

  /** The text of the current event's field. */
  public static String of(EventCursor cursor, int field) {
    Visitor visitor = new Visitor();
    cursor.visit(field, visitor);
    return visitor.text();
  }

  private static final class Visitor implements ValueVisitor {
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder bytes = new StringBuilder();
    private boolean onlyBytes = true;
    private boolean first = true;

    String text() {
      return onlyBytes ? bytes.toString() : text.toString();
    }

    private void separate() {
      if (!first) {
        text.append(", ");
      }
      first = true;
    }

    @Override
    public void integer(CtfType.Int type, long value) {
      text.append(type.signed() ? Long.toString(value) : Long.toUnsignedString(value));
      first = false;
      if (type.size() != BYTE_BITS) {
        onlyBytes = false;
      } else if (value >= ' ' && value < 0x7f) {
        bytes.append((char) value);
      } else {
        bytes.append("\\x").append(String.format("%02x", value & 0xff));
      }
    }

    @Override
    public void enumeration(CtfType.Enumeration type, long value) {
      String label = type.label(value);
      other(label == null ? Long.toString(value) : label);
    }

    @Override
    public void real(double value) {
      other(Double.toString(value));
    }

    @Override
    public void string(byte[] from, int offset, int length) {
      other(new String(from, offset, length, StandardCharsets.UTF_8));
    }

    private void other(String value) {
      onlyBytes = false;
      first = false;
      text.append(value);
    }

    @Override
    public void beginStruct() {
      onlyBytes = false;
      first = true;
      text.append('{');
    }

    @Override
    public void member(String name) {
      separate();
      text.append(name).append('=');
    }

    @Override
    public void endStruct() {
      first = false;
      text.append('}');
    }

    @Override
    public void beginArray() {
      first = true;
      text.append('[');
    }

    @Override
    public void element(long index) {
      separate();
    }

    @Override
    public void endArray() {
      first = false;
      text.append(']');
    }

    @Override
    public void beginVariant(String option) {}

    @Override
    public void endVariant() {}
  }
}
