package dev.muninn.cli.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A reply of RESP2 or RESP3. */
public sealed interface Reply {

  /** A simple or bulk string, number, boolean or null ({@code ""}) as text. */
  record Text(String text) implements Reply {}

  /** An error: its first word is its code. */
  record Failure(String text) implements Reply {}

  /** An array or set. */
  record Items(List<Reply> items) implements Reply {}

  /** A map, its keys and values alternating. */
  record Pairs(List<Reply> items) implements Reply {}

  /** The reply as text; arrays and maps by their parts, separated by blanks. */
  default String text() {
    return switch (this) {
      case Text(String text) -> text;
      case Failure(String text) -> text;
      case Items(List<Reply> items) -> joined(items);
      case Pairs(List<Reply> items) -> joined(items);
    };
  }

  private static String joined(List<Reply> items) {
    List<String> texts = new ArrayList<>();
    for (Reply item : items) {
      texts.add(item.text());
    }
    return String.join(" ", texts);
  }

  /** The parts of an array or set; of anything else, itself. */
  default List<Reply> items() {
    return switch (this) {
      case Items(List<Reply> items) -> items;
      case Pairs(List<Reply> items) -> items;
      case Text _, Failure _ -> List.of(this);
    };
  }

  /** A map of RESP3, or an array in which keys and values alternate, as RESP2 has it. */
  default Map<String, Reply> asMap() {
    List<Reply> parts = items();
    Map<String, Reply> map = new LinkedHashMap<>();
    for (int i = 0; i + 1 < parts.size(); i += 2) {
      map.put(parts.get(i).text(), parts.get(i + 1));
    }
    return map;
  }
}
