package dev.muninn.server.config;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The directive types of one value: yes/no, number, text, one of several words, several words. */
final class ScalarDirectives {
  private ScalarDirectives() {}

  /** Refuses a value, or returns null. */
  @FunctionalInterface
  interface Check {
    @Nullable String refuse(String value);
  }

  static final class Bool extends Directive<Boolean> {
    Bool(String name, boolean defaultValue) {
      super(name, defaultValue);
    }

    @Override
    Boolean parse(List<String> words, Boolean current) throws ConfigException {
      if (words.get(0).equalsIgnoreCase("yes")) {
        return true;
      } else if (words.get(0).equalsIgnoreCase("no")) {
        return false;
      }
      throw new ConfigException("argument must be 'yes' or 'no'");
    }

    @Override
    String format(Boolean value) {
      return value ? "yes" : "no";
    }
  }

  static final class Text extends Directive<String> {
    private final boolean emptyIsUnset;
    private final @Nullable Check check;

    Text(String name, String defaultValue, boolean emptyIsUnset, @Nullable Check check) {
      super(name, defaultValue);
      this.emptyIsUnset = emptyIsUnset;
      this.check = check;
    }

    @Override
    String parse(List<String> words, String current) throws ConfigException {
      String value = words.get(0);
      String refused = check == null ? null : check.refuse(value);
      if (refused != null) {
        throw new ConfigException(refused);
      }
      return value;
    }

    @Override
    String format(String value) {
      return value;
    }

    @Override
    void rewrite(String value, ConfigRewrite out) {
      if (emptyIsUnset && value.isEmpty()) {
        out.processed(name);
      } else {
        out.line(name, name + " " + Quoting.quote(value), !value.equals(defaultValue));
      }
    }
  }

  static final class Choice extends Directive<String> {
    private final List<String> words;

    Choice(String name, String defaultValue, List<String> words) {
      super(name, defaultValue);
      this.words = words;
    }

    @Override
    String parse(List<String> given, String current) throws ConfigException {
      String value = given.get(0).toLowerCase(Locale.ROOT);
      if (!words.contains(value)) {
        throw oneOf(words);
      }
      return value;
    }

    @Override
    String format(String value) {
      return value;
    }
  }

  /** A set of words as bits; the first word means none. */
  static final class Flags extends Directive<Integer> {
    private final List<String> words;
    private final int exclusive;

    /** {@code exclusive}: bits of which only one may be set, in the order of words. */
    Flags(String name, List<String> words, int exclusive) {
      super(name, 0);
      this.words = words;
      this.exclusive = exclusive;
      this.multiArg = true;
    }

    @Override
    Integer parse(List<String> given, Integer current) throws ConfigException {
      if (given.isEmpty()) {
        throw oneOf(words);
      }
      int bits = 0;
      for (String word : given) {
        int position = words.indexOf(word.toLowerCase(Locale.ROOT));
        if (position < 0) {
          throw oneOf(words);
        }
        bits |= position == 0 ? 0 : 1 << (position - 1);
      }
      if (Integer.bitCount(bits & exclusive) > 1) {
        throw new ConfigException("shutdown options SAVE and NOSAVE can't be used simultaneously");
      }
      return bits;
    }

    @Override
    String format(Integer value) {
      if (value == 0) {
        return words.get(0);
      }
      StringBuilder out = new StringBuilder();
      for (int i = 1; i < words.size(); i++) {
        if ((value & 1 << (i - 1)) != 0) {
          out.append(out.isEmpty() ? "" : " ").append(words.get(i));
        }
      }
      return out.toString();
    }
  }

  private static ConfigException oneOf(List<String> words) {
    return new ConfigException(
        "argument(s) must be one of the following: " + String.join(", ", words));
  }
}
