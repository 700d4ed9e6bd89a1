package dev.muninn.tracepoint.jfr;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Turns arguments into what a field of a JFR event can hold; called by generated code. */
@SuppressWarnings("exports") // @Nullable: a program need not have the annotations
public final class JfrValues {
  private JfrValues() {}

  /**
   * The text up to its first zero byte.
   *
   * @param utf8 text in UTF-8
   * @return the text, or null for null
   */
  public static @Nullable String ofUtf8(byte @Nullable [] utf8) {
    if (utf8 == null) {
      return null;
    }
    int length = 0;
    while (length < utf8.length && utf8[length] != 0) {
      length++;
    }
    return new String(utf8, 0, length, StandardCharsets.UTF_8);
  }

  /**
   * The text of a string-like object.
   *
   * @param text the object
   * @return its text, or null for null
   */
  public static @Nullable String ofText(@Nullable Object text) {
    return text == null ? null : text.toString();
  }

  /**
   * The name of an enum constant.
   *
   * @param constant the constant
   * @return its name, or null for null
   */
  public static @Nullable String ofEnum(@Nullable Enum<?> constant) {
    return constant == null ? null : constant.name();
  }

  /**
   * Bytes as hexadecimal digits, since JFR has no byte sequences.
   *
   * @param bytes the bytes
   * @return two digits a byte, or null for null
   */
  public static @Nullable String ofBytes(byte @Nullable [] bytes) {
    return bytes == null ? null : HexFormat.of().formatHex(bytes);
  }
}
