package dev.muninn.server.command.processor;

import java.util.Collection;
import java.util.List;
import java.util.function.ToIntBiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Pieces of Java source. */
final class JavaText {
  static final String HEADER =
      """
      package dev.muninn.server.command;

      import javax.annotation.processing.Generated;

      """;

  static final String GENERATED =
      "@Generated(\"dev.muninn.server.command.processor.CommandProcessor\")\n";

  private JavaText() {}

  /** A string literal; an empty text is {@code null}. */
  static String orNull(@Nullable String text) {
    return text == null || text.isEmpty() ? "null" : literal(text);
  }

  /** A string literal. */
  static String literal(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        default -> {
          if (c < ' ' || c > '~') {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }

  /** {@code {"a", "b"}}. */
  static String array(List<String> texts) {
    return texts.stream().map(JavaText::literal).collect(Collectors.joining(", ", "{", "}"));
  }

  /** A hexadecimal literal with the bits of some constants of an enum. */
  static String bits(
      String type, Collection<String> constants, ToIntBiFunction<String, String> ordinal) {
    long bits = 0;
    for (String constant : constants) {
      bits |= 1L << ordinal.applyAsInt(type, constant);
    }
    return "0x" + Long.toHexString(bits);
  }
}
