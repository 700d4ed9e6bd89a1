package dev.muninn.server.config;

import dev.muninn.server.config.ScalarDirectives.Bool;
import dev.muninn.server.config.ScalarDirectives.Check;
import dev.muninn.server.config.ScalarDirectives.Choice;
import dev.muninn.server.config.ScalarDirectives.Flags;
import dev.muninn.server.config.ScalarDirectives.Text;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Puts the table together, and has the words in which its entries are written. */
final class DirectiveTable {
  static final long INT_MAX = Integer.MAX_VALUE;
  static final long UINT_MAX = 0xFFFF_FFFFL;
  static final long MB = 1L << 20;
  static final long GB = 1L << 30;

  private DirectiveTable() {}

  static List<Directive<?>> build() {
    return Stream.of(
            NetworkDirectives.list(),
            GeneralDirectives.list(),
            StorageDirectives.list(),
            ReplicationDirectives.list(),
            TraceDirectives.list())
        .<Directive<?>>flatMap(List::stream)
        .toList();
  }

  static Directive<Boolean> yesNo(String name, boolean defaultValue) {
    return new Bool(name, defaultValue);
  }

  static Directive<String> text(String name, String defaultValue) {
    return new Text(name, defaultValue, false, null);
  }

  static Directive<String> text(String name, String defaultValue, Check check) {
    return new Text(name, defaultValue, false, check);
  }

  /** Text that is unset by default; the empty text unsets it. */
  static Directive<String> optional(String name) {
    return new Text(name, "", true, null);
  }

  static Directive<String> optional(String name, Check check) {
    return new Text(name, "", true, check);
  }

  static Directive<String> choice(String name, String defaultValue, String... words) {
    return new Choice(name, defaultValue, List.of(words));
  }

  /** A set of words; the first means none. Of the second and third only one may be given. */
  static Directive<Integer> flags(String name, String... words) {
    return new Flags(name, List.of(words), 0b11);
  }

  static Directive<Long> integer(String name, long defaultValue, long lower, long upper) {
    return number(name, defaultValue, lower, upper, false, NumberDirective.Form.DECIMAL);
  }

  static Directive<Long> unsigned(String name, long defaultValue, long lower, long upper) {
    return number(name, defaultValue, lower, upper, true, NumberDirective.Form.DECIMAL);
  }

  static Directive<Long> octal(String name, long defaultValue, long lower, long upper) {
    return number(name, defaultValue, lower, upper, true, NumberDirective.Form.OCTAL);
  }

  static Directive<Long> memory(String name, long defaultValue, long lower, long upper) {
    return number(name, defaultValue, lower, upper, false, NumberDirective.Form.MEMORY);
  }

  static Directive<Long> unsignedMemory(String name, long defaultValue, long lower, long upper) {
    return number(name, defaultValue, lower, upper, true, NumberDirective.Form.MEMORY);
  }

  static Directive<Long> memoryOrPercent(String name, long defaultValue, long lower, long upper) {
    return number(name, defaultValue, lower, upper, false, NumberDirective.Form.MEMORY_OR_PERCENT);
  }

  private static Directive<Long> number(
      String name,
      long defaultValue,
      long lower,
      long upper,
      boolean unsigned,
      NumberDirective.Form form) {
    return new NumberDirective(name, defaultValue, lower, upper, unsigned, form);
  }

  static String upper(String word) {
    return word.toUpperCase(Locale.ROOT);
  }

  static int clampToInt(long value) {
    return Math.clamp(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }
}
