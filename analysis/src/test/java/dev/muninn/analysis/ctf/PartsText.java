package dev.muninn.analysis.ctf;

import dev.muninn.analysis.ctf.metadata.CtfType;
import java.nio.charset.StandardCharsets;

/** Values as short text. */
final class PartsText implements ValueVisitor {
  final StringBuilder text = new StringBuilder();
  private int depth;

  private void end() {
    if (depth > 0) {
      text.append(';');
    }
  }

  @Override
  public void integer(CtfType.Int type, long value) {
    text.append(value);
    end();
  }

  @Override
  public void enumeration(CtfType.Enumeration type, long value) {
    text.append(type.label(value));
    end();
  }

  @Override
  public void real(double value) {
    text.append(value);
    end();
  }

  @Override
  public void string(byte[] bytes, int offset, int length) {
    text.append('"').append(new String(bytes, offset, length, StandardCharsets.UTF_8)).append('"');
    end();
  }

  @Override
  public void beginStruct() {
    text.append('{');
    depth++;
  }

  @Override
  public void member(String name) {
    text.append(name).append('=');
  }

  @Override
  public void endStruct() {
    depth--;
    text.append('}');
    end();
  }

  @Override
  public void beginArray() {
    text.append('[');
    depth++;
  }

  @Override
  public void element(long index) {}

  @Override
  public void endArray() {
    depth--;
    text.append(']');
    end();
  }

  @Override
  public void beginVariant(String option) {
    text.append('<').append(option).append(':');
  }

  @Override
  public void endVariant() {
    text.append('>');
    end();
  }
}
