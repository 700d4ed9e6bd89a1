package dev.muninn.cli.trace;

import dev.muninn.cli.client.Reply;
import dev.muninn.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The reply of TRACE LIST, printed as {@code lttng list -u} prints events. */
final class EventList {
  private EventList() {}

  static void print(Reply reply, boolean withFields, Terminal terminal) {
    terminal.line("UST events:");
    terminal.line("-------------");
    for (Reply item : reply.items()) {
      Map<String, Reply> event = item.asMap();
      Reply listeners = event.get("listeners");
      String heard =
          listeners == null || listeners.text().isEmpty() ? "" : " (" + listeners.text() + ")";
      Reply name = event.get("name");
      terminal.line("      " + (name == null ? item.text() : name.text()) + heard);
      Reply fields = event.get("fields");
      if (withFields && fields != null) {
        for (String field : lines(fields)) {
          terminal.line("        field: " + field);
        }
      }
    }
    terminal.out().flush();
  }

  private static List<String> lines(Reply fields) {
    List<String> lines = new ArrayList<>();
    for (Reply field : fields.items()) {
      lines.add(field.text());
    }
    return lines;
  }
}
