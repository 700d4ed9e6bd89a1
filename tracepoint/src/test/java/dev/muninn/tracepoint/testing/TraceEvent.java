package dev.muninn.tracepoint.testing;

import java.util.ArrayList;
import java.util.List;

/**
 * One event as babeltrace2 prints it.
 *
 * @param name {@code provider:event}
 * @param context the context fields with {@code cpu_id}, as printed: {@code { cpu_id = 0 }, { ...
 *     }}
 * @param fields the event's own fields as printed, without the braces; empty where it has none
 */
public record TraceEvent(String name, String context, String fields) {

  /** Reads a line such as {@code [12:00:00.0] host p:e: { cpu_id = 0 }, { a = 1 }}. */
  static TraceEvent parse(String line) {
    int brace = line.indexOf(": {");
    String head = line.substring(0, brace);
    List<String> groups = groups(line.substring(brace + 2));
    String fields = groups.size() > 1 ? groups.removeLast() : "{ }";
    return new TraceEvent(
        head.substring(head.lastIndexOf(' ') + 1),
        String.join(", ", groups),
        fields.substring(1, fields.length() - 1).strip());
  }

  /** The outermost pairs of braces. */
  private static List<String> groups(String text) {
    List<String> groups = new ArrayList<>();
    int depth = 0;
    int start = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          quoted = false;
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == '{') {
        if (depth == 0) {
          start = i;
        }
        depth++;
      } else if (c == '}') {
        depth--;
        if (depth == 0) {
          groups.add(text.substring(start, i + 1));
        }
      }
    }
    return groups;
  }
}
