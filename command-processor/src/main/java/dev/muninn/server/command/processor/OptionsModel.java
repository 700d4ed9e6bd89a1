package dev.muninn.server.command.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The options of a command, as its syntax tells them; equal for commands whose options are the same
 * words in the same place.
 *
 * @param type package and name of the derived class
 * @param from index of the first word that may be an option
 * @param unknown method of {@code RespError} for a word that is none; empty: a syntax error
 */
record OptionsModel(
    String type, int from, List<Option> options, List<Choice> choices, String unknown) {
  private static final int MOST = 64;

  /**
   * One option.
   *
   * @param argument name of what it sets
   * @param token its word
   * @param values number of words that follow it
   * @param excludes bits of the options that exclude it
   */
  record Option(String argument, String token, Kind kind, int values, long excludes) {
    /** Name of the constant. */
    String constant() {
      return token.toUpperCase(Locale.ROOT).replace('-', '_');
    }
  }

  /** What an option's values are. */
  enum Kind {
    /** There is none. */
    FLAG,
    /** One, that has to be an integer. */
    INTEGER,
    /** One, that the command looks at. */
    WORD,
    /** As WORD, but what it means depends on which option of a choice it belongs to. */
    ALTERNATIVE,
    /** Several, that the command looks at. */
    WORDS,
    /** The rest of the request, that the command looks at. */
    REST
  }

  /** Options of which one may be given, with values or without. */
  record Choice(String argument, long options) {}

  String packageName() {
    return type.substring(0, type.lastIndexOf('.'));
  }

  String simpleName() {
    return type.substring(type.lastIndexOf('.') + 1);
  }

  /**
   * Derives the options of a command.
   *
   * @param together alternatives of a choice do not exclude each other
   * @throws SyntaxException what follows the arguments that have a fixed place is no option
   */
  static OptionsModel of(
      SyntaxParser.Request request, String type, boolean together, String unknown)
      throws SyntaxException {
    Reader reader = new Reader(together);
    int from = reader.read(request.arguments(), request.name().indexOf('|') < 0 ? 1 : 2);
    if (reader.options.isEmpty() || reader.options.size() > MOST) {
      throw new SyntaxException("1 to " + MOST + " options: found=" + reader.options.size());
    }
    return new OptionsModel(type, from, reader.options, reader.choices, unknown);
  }

  /** Goes through a syntax. */
  private static final class Reader {
    private final boolean together;
    private final List<Option> options = new ArrayList<>();
    private final List<Choice> choices = new ArrayList<>();

    Reader(boolean together) {
      this.together = together;
    }

    /** Index of the first word that may be an option. */
    int read(List<Argument> arguments, int names) throws SyntaxException {
      int from = names;
      int i = 0;
      while (i < arguments.size() && isPlaced(arguments.get(i))) {
        i++;
        from++;
      }
      List<Argument> rest = arguments.subList(i, arguments.size());
      if (rest.size() == 1 && opensWithPlace(rest.getFirst())) {
        return read(rest.getFirst().children(), from);
      }
      for (Argument argument : rest) {
        add(argument, false);
      }
      return from;
    }

    private static boolean isPlaced(Argument argument) {
      return argument.token() == null && argument.children().isEmpty() && argument.fixed();
    }

    /** Whether it is a block that begins with an argument of a fixed place. */
    private static boolean opensWithPlace(Argument argument) {
      return argument.type().equals("BLOCK")
          && argument.token() == null
          && !argument.multiple()
          && isPlaced(argument.children().getFirst());
    }

    private void add(Argument argument, boolean alternative) throws SyntaxException {
      String token = argument.token();
      boolean parts = argument.type().equals("BLOCK") || argument.type().equals("ONEOF");
      if (token != null) {
        addNamed(argument, token, alternative);
      } else if (argument.type().equals("ONEOF")) {
        addChoice(argument);
      } else if (parts && !argument.multiple()) {
        for (Argument part : argument.children()) {
          add(part, false);
        }
      } else if (!alternative) {
        throw new SyntaxException("an option begins with a token: name=" + argument.name());
      }
    }

    private void addNamed(Argument argument, String token, boolean alternative)
        throws SyntaxException {
      if (!argument.optional() && !alternative && !argument.type().equals("PURE_TOKEN")) {
        options.add(new Option(argument.name(), token, Kind.REST, 0, 0));
        return;
      }
      Argument given = withoutOptional(argument);
      int values = given.minimum() - 1;
      if (!given.fixed()) {
        throw new SyntaxException("an option has a fixed number of values: token=" + token);
      }
      options.add(new Option(argument.name(), token, kind(given, values, alternative), values, 0));
    }

    private static Argument withoutOptional(Argument argument) {
      return new Argument(
          argument.name(),
          argument.type(),
          argument.display(),
          argument.keySpec(),
          argument.token(),
          argument.since(),
          argument.deprecatedSince(),
          false,
          argument.multiple(),
          argument.multipleToken(),
          argument.children());
    }

    private static Kind kind(Argument argument, int values, boolean alternative) {
      if (values == 0) {
        return Kind.FLAG;
      } else if (values > 1) {
        return Kind.WORDS;
      } else if (alternative) {
        return Kind.ALTERNATIVE;
      }
      return argument.type().equals("INTEGER") ? Kind.INTEGER : Kind.WORD;
    }

    private void addChoice(Argument choice) throws SyntaxException {
      int first = options.size();
      List<Long> masks = new ArrayList<>();
      for (Argument alternative : choice.children()) {
        int before = options.size();
        add(alternative, true);
        masks.add(bits(before, options.size()));
      }
      long all = bits(first, options.size());
      if (!choice.multiple() && !together) {
        for (int i = first; i < options.size(); i++) {
          Option option = options.get(i);
          long own = own(masks, i);
          options.set(
              i,
              new Option(
                  option.argument(),
                  option.token(),
                  option.kind(),
                  option.values(),
                  option.excludes() | (all & ~own)));
        }
        boolean several = masks.stream().filter(mask -> mask != 0).count() > 1;
        if (several
            && options.subList(first, options.size()).stream()
                .anyMatch(option -> option.kind() == Kind.ALTERNATIVE)) {
          choices.add(new Choice(choice.name(), all));
        }
      }
    }

    private static long own(List<Long> masks, int option) {
      return masks.stream().filter(mask -> (mask >>> option & 1) != 0).findFirst().orElse(0L);
    }

    private static long bits(int from, int to) {
      long bits = 0;
      for (int i = from; i < to; i++) {
        bits |= 1L << i;
      }
      return bits;
    }
  }
}
