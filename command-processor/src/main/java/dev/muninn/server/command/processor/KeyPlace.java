package dev.muninn.server.command.processor;

import dev.muninn.server.command.processor.CommandModel.KeyModel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where keys are, as the order of a command's arguments tells it; the numbers are those of {@code
 * Keys}.
 */
record KeyPlace(int begin, int last, int step, int numberAt, int firstKey) {
  private static final String NUMBER = "numkeys";
  private static final int UNKNOWN = -1;

  /** The key specification of this place. */
  KeyModel model(List<String> flags, String notes) {
    return new KeyModel(begin, "", 0, false, last, step, 0, numberAt, firstKey, flags, notes);
  }

  /** Whether a specification says the same place. */
  boolean is(KeyModel key) {
    return model(key.flags(), key.notes()).equals(key);
  }

  private boolean isSingle() {
    return last == 0 && numberAt < 0;
  }

  /**
   * The place of every argument of type key, in their order; null where it cannot be told.
   *
   * @param names number of words before the arguments
   */
  static List<@Nullable KeyPlace> of(List<Argument> arguments, int names) {
    List<@Nullable KeyPlace> places = new ArrayList<>();
    walk(arguments, names, true, places);
    return places;
  }

  /** The one place that several make: keys at equal distances; null: they make none. */
  static @Nullable KeyPlace join(List<@Nullable KeyPlace> places) {
    KeyPlace first = places.getFirst();
    if (first == null || places.size() == 1) {
      return first;
    }
    KeyPlace second = places.get(1);
    if (second == null) {
      return null;
    }
    int step = second.begin - first.begin;
    for (int i = 0; i < places.size(); i++) {
      KeyPlace place = places.get(i);
      if (place == null || !place.isSingle() || place.begin != first.begin + i * step) {
        return null;
      }
    }
    return new KeyPlace(first.begin, (places.size() - 1) * step, step, -1, 0);
  }

  private static void walk(
      List<Argument> arguments, int from, boolean toTheEnd, List<@Nullable KeyPlace> out) {
    int at = from;
    for (int i = 0; i < arguments.size(); i++) {
      Argument argument = arguments.get(i);
      boolean last = toTheEnd && i == arguments.size() - 1;
      boolean hasToken = argument.token() != null;
      int here = at == UNKNOWN ? UNKNOWN : at + (hasToken ? 1 : 0);
      switch (argument.type()) {
        case "KEY" -> {
          boolean counted = i > 0 && !hasToken && isNumber(arguments.get(i - 1));
          out.add(key(argument, here, counted, last));
        }
        case "BLOCK" -> {
          if (argument.multiple()) {
            repeated(argument, last ? here : UNKNOWN, out);
          } else {
            walk(argument.children(), here, last, out);
          }
        }
        default -> walk(argument.children(), UNKNOWN, false, out);
      }
      at = at != UNKNOWN && argument.fixed() ? at + argument.minimum() : UNKNOWN;
    }
  }

  private static boolean isNumber(Argument argument) {
    return argument.type().equals("INTEGER") && argument.name().equals(NUMBER);
  }

  private static @Nullable KeyPlace key(
      Argument argument, int here, boolean counted, boolean last) {
    if (here == UNKNOWN) {
      return null;
    }
    if (!argument.multiple()) {
      return new KeyPlace(here, 0, 1, -1, 0);
    }
    if (counted) {
      return new KeyPlace(here - 1, 0, 1, 0, 1);
    }
    return last ? new KeyPlace(here, -1, 1, -1, 0) : null;
  }

  /** Keys in a block that is repeated up to the end of the request. */
  private static void repeated(Argument block, int from, List<@Nullable KeyPlace> out) {
    List<@Nullable KeyPlace> inside = new ArrayList<>();
    walk(block.children(), from, false, inside);
    boolean even = block.children().stream().allMatch(Argument::fixed);
    int width = block.children().stream().mapToInt(Argument::minimum).sum();
    for (KeyPlace place : inside) {
      out.add(place == null || !even ? null : new KeyPlace(place.begin, -1, width, -1, 0));
    }
  }
}
