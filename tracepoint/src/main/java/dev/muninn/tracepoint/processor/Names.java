package dev.muninn.tracepoint.processor;

import java.util.Locale;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** The names of providers, events and fields, and how they become Java names. */
final class Names {

  /** So that {@code provider:event} keeps LTTng-UST's limit of 255 characters. */
  static final int MAX_LENGTH = 127;

  private Names() {}

  static boolean isIdentifier(String name) {
    if (name.isEmpty() || isDigit(name.charAt(0))) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || isDigit(c))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** {@code clientId} becomes {@code client_id}, {@code usedURL} {@code used_url}. */
  static String toSnakeCase(String javaName) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < javaName.length(); i++) {
      char c = javaName.charAt(i);
      boolean upper = Character.isUpperCase(c);
      if (upper && i > 0 && startsWord(javaName, i)) {
        name.append('_');
      }
      name.append(upper ? Character.toLowerCase(c) : c);
    }
    return name.toString();
  }

  private static boolean startsWord(String name, int i) {
    char before = name.charAt(i - 1);
    boolean nextIsLower = i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1));
    return before != '_' && (!Character.isUpperCase(before) || nextIsLower);
  }

  /** {@code call__start} becomes {@code callStart}. */
  static String toCamelCase(String name) {
    String pascal = toPascalCase(name);
    String camel = pascal.substring(0, 1).toLowerCase(Locale.ROOT) + pascal.substring(1);
    return SourceVersion.isKeyword(camel) || OBJECT_METHODS.contains(camel) ? camel + "_" : camel;
  }

  private static final Set<String> OBJECT_METHODS =
      Set.of(
          "getClass",
          "hashCode",
          "equals",
          "toString",
          "notify",
          "notifyAll",
          "wait",
          "clone",
          "finalize");

  /** {@code valkey_commands} becomes {@code ValkeyCommands}. */
  static String toPascalCase(String name) {
    StringBuilder result = new StringBuilder();
    for (String word : name.split("_", -1)) {
      if (!word.isEmpty()) {
        result.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
      }
    }
    if (result.isEmpty() || isDigit(result.charAt(0))) {
      result.insert(0, 'P');
    }
    return result.toString();
  }

  /** A Java string literal of ASCII characters. */
  static String literal(String text) {
    StringBuilder literal = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> literal.append('\\').append(c);
        case '\n' -> literal.append("\\n");
        default -> {
          if (c < ' ' || c > '~') {
            literal.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            literal.append(c);
          }
        }
      }
    }
    return literal.append('"').toString();
  }
}
