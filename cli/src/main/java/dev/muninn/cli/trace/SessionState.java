package dev.muninn.cli.trace;

import dev.muninn.cli.client.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A session as TRACE STATUS tells it.
 *
 * @param values what it tells, in its order
 */
record SessionState(Map<String, Reply> values) {

  /** The sessions of a reply: maps one after another, or keyed by the sessions' names. */
  static List<SessionState> all(Reply reply) {
    List<SessionState> sessions = new ArrayList<>();
    List<Reply> items = reply.items();
    if (items.isEmpty() || items.getFirst().equals(new Reply.Text(""))) {
      return sessions;
    }
    if (!(items.getFirst() instanceof Reply.Text)) {
      for (Reply item : items) {
        sessions.add(new SessionState(item.asMap()));
      }
      return sessions;
    }
    Map<String, Reply> map = reply.asMap();
    if (map.containsKey("name")) {
      return List.of(new SessionState(map));
    }
    map.forEach(
        (name, value) -> {
          Map<String, Reply> values = new LinkedHashMap<>();
          values.put("name", new Reply.Text(name));
          values.putAll(value.asMap());
          sessions.add(new SessionState(values));
        });
    return sessions;
  }

  String text(String key) {
    Reply value = values.get(key);
    return value == null ? "" : value.text();
  }

  long number(String key) {
    try {
      return Long.parseLong(text(key));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  String name() {
    return text("name");
  }

  String output() {
    return text("output");
  }

  /** Whether what it records is in files from the start. */
  boolean toDisk() {
    return !text("mode").equals("snapshot") && !output().isEmpty();
  }

  boolean active() {
    String active = text("active");
    return active.equals("1") || active.equals("true") || active.equals("yes");
  }
}
