package dev.muninn.analysis.top;

import static dev.muninn.analysis.model.Units.bytes;
import static dev.muninn.analysis.model.Units.count;
import static dev.muninn.analysis.model.Units.percent;
import static dev.muninn.analysis.model.Units.time;

import dev.muninn.analysis.model.Analysis;
import dev.muninn.analysis.model.AnalysisJson;
import dev.muninn.analysis.model.Client;
import dev.muninn.analysis.model.ClientRow;
import dev.muninn.analysis.model.CommandRow;
import dev.muninn.analysis.model.EventRow;
import dev.muninn.analysis.model.Finding;
import dev.muninn.analysis.model.KeyRow;
import dev.muninn.analysis.model.LogHistogram;
import dev.muninn.analysis.model.Note;
import dev.muninn.analysis.model.SlowCommand;
import dev.muninn.analysis.model.TraceFacts;
import dev.muninn.analysis.model.TurnRow;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints an analysis: culprits, commands, turns, clients, keys. */
public final class Top {
  private static final int MIN_WIDTH = 60;

  private final Analysis analysis;
  private final TopOptions options;
  private final int width;
  private final List<String> lines = new ArrayList<>();

  private Top(Analysis analysis, TopOptions options) {
    this.analysis = analysis;
    this.options = options;
    width = Math.max(MIN_WIDTH, options.width());
  }

  /** Prints it, with a newline at the end. */
  public static void print(Analysis analysis, TopOptions options, PrintStream out) {
    out.println(text(analysis, options));
    out.flush();
  }

  /** The text or JSON, without a newline at the end. */
  public static String text(Analysis analysis, TopOptions options) {
    if (options.json()) {
      return AnalysisJson.of(analysis);
    }
    Top top = new Top(analysis, options);
    top.head();
    if (!analysis.ofProgram()) {
      top.findings();
    }
    top.slowest();
    top.commands();
    top.turns();
    top.clients();
    top.keys();
    top.others();
    top.notes(false);
    return String.join(System.lineSeparator(), top.lines);
  }

  private void head() {
    TraceFacts facts = analysis.facts();
    String who = facts.process().isEmpty() ? "" : " of " + facts.process();
    String by = facts.tracer().isEmpty() ? "" : ", recorded by " + facts.tracer();
    wrap(clean(facts.name()) + who + by, "", "");
    String events = time(analysis.span()) + ", " + count(analysis.events(), "event", "events");
    if (analysis.ofProgram()) {
      int kinds = analysis.others().size();
      wrap(
          events + inParentheses(analysis.events()) + " of " + count(kinds, "kind", "kinds"),
          "",
          "");
    } else {
      wrap(
          events
              + ", "
              + count(analysis.commandCount(), "command", "commands")
              + inParentheses(analysis.commandCount())
              + "; main thread busy "
              + percent(analysis.busyShare()),
          "",
          "");
    }
    notes(true);
  }

  private String inParentheses(long number) {
    return analysis.span() <= 0 ? "" : " (" + count(Math.round(analysis.perSecond(number))) + "/s)";
  }

  private String rate(long number) {
    double rate = analysis.perSecond(number);
    return rate < 10 ? String.format(Locale.ROOT, "%.1f", rate) : count(Math.round(rate));
  }

  private void notes(boolean warnings) {
    boolean first = true;
    for (Note note : analysis.notes()) {
      if (note.warning() == warnings) {
        if (first && !warnings) {
          title("Not in this trace");
        }
        first = false;
        wrap((warnings ? "Warning: " : "") + clean(note.text()), "  ", warnings ? "33" : "");
      }
    }
  }

  private void findings() {
    title("Culprits");
    if (analysis.findings().isEmpty()) {
      wrap("None: nothing held the server up.", "  ", "32");
      return;
    }
    int number = 1;
    for (Finding f : analysis.findings()) {
      String color = f.severity() == Finding.Severity.HIGH ? "1;31" : "1;33";
      String mark = String.format(Locale.ROOT, "%2d. ", number++);
      wrap(
          mark + f.severity().name().toLowerCase(Locale.ROOT) + ": " + clean(f.sentence()),
          "",
          color);
      for (String line : f.evidence()) {
        wrap("- " + clean(line), "      ", "");
      }
      wrap("What to do: " + f.advice(), "      ", "");
    }
  }

  private void slowest() {
    Table table = new Table(5, "at", "<command", "own", "felt", "?<client", "<what delayed it");
    for (SlowCommand s : first(analysis.slowest())) {
      table.row(
          at(s.nanos() - s.own()),
          clean(s.name()),
          time(s.own()),
          time(s.felt()),
          client(s.client()),
          clean(s.reason()));
    }
    table("Slowest commands (felt = own + waiting for a stall before it)", table);
  }

  private void commands() {
    Table table =
        new Table(
            0,
            "<command",
            "count",
            "?rate/s",
            "total",
            "?mean",
            "p50",
            "?p90",
            "p99",
            "?p99.9",
            "max");
    for (CommandRow row : first(analysis.commands())) {
      LogHistogram own = row.own();
      table.row(
          clean(row.name()),
          count(own.count()),
          rate(own.count()),
          time(own.total()),
          time(Math.round(own.mean())),
          time(own.quantile(0.5)),
          time(own.quantile(0.9)),
          time(own.quantile(0.99)),
          time(own.quantile(0.999)),
          time(own.max()));
    }
    table("Commands (their own time)", table);
  }

  private void turns() {
    Analysis.TurnFigures turns = analysis.turns();
    LogHistogram h = turns.lengths();
    if (h.count() == 0) {
      return;
    }
    title(
        turns.told()
            ? "Turns of the event loop"
            : "Commands in a row (turns are not in the trace)");
    wrap(
        count(h.count())
            + ", p50 "
            + time(h.quantile(0.5))
            + ", p99 "
            + time(h.quantile(0.99))
            + ", p99.9 "
            + time(h.quantile(0.999))
            + ", max "
            + time(h.max()),
        "  ",
        "");
    wrap("filled by " + parts(turns.parts(), turns.busy()), "  ", "");
    Table table = new Table(3, "at", "length", "commands", "<filled by");
    for (TurnRow row : first(turns.longest())) {
      table.row(at(row.begin()), time(row.nanos()), count(row.commands()), parts(row.parts(), 0));
    }
    lines.add("");
    table.lines(width - 2).forEach(line -> lines.add("  " + line));
  }

  private static String parts(List<TurnRow.Part> parts, long whole) {
    List<String> texts = new ArrayList<>();
    for (TurnRow.Part p : parts) {
      String times = p.count() > 1 ? count(p.count()) + " x " : "";
      String amount = whole == 0 ? time(p.nanos()) : percent((double) p.nanos() / whole);
      texts.add(times + clean(p.label()) + " " + amount);
    }
    return String.join(", ", texts);
  }

  private void clients() {
    Table table =
        new Table(0, "<client", "commands", "own", "occupied", "?max own", "max felt", "?untaken");
    for (ClientRow row : first(analysis.clients())) {
      table.row(
          client(row.client()),
          count(row.commands()),
          time(row.own()),
          time(row.occupied()),
          time(row.maxOwn()),
          time(row.maxFelt()),
          row.pendingMax() == 0 ? "-" : bytes(row.pendingMax()));
    }
    table("Clients", table);
  }

  private void keys() {
    Table table =
        new Table(0, "<key", "?db", "?<type", "reads", "writes", "deletes", "size", "?time");
    for (KeyRow row : first(analysis.keys())) {
      table.row(
          clean(row.key()),
          Long.toString(row.db()),
          clean(row.type()),
          count(row.reads()),
          count(row.writes()),
          count(row.deletes()),
          bytes(row.maxBytes()),
          time(row.own()));
    }
    table("Keys", table);
  }

  private void others() {
    Table table =
        new Table(
            0, "<event", "count", "?rate/s", "<times of", "p50", "?p90", "p99", "?p99.9", "max");
    for (EventRow row : first(analysis.others())) {
      LogHistogram times = row.times();
      boolean none = times.count() == 0;
      table.row(
          clean(row.name()),
          count(row.count()),
          rate(row.count()),
          none ? "-" : row.measure().label(),
          none ? "-" : row.measure().text(times.quantile(0.5)),
          none ? "-" : row.measure().text(times.quantile(0.9)),
          none ? "-" : row.measure().text(times.quantile(0.99)),
          none ? "-" : row.measure().text(times.quantile(0.999)),
          none ? "-" : row.measure().text(times.max()));
    }
    table(
        analysis.ofProgram()
            ? "Events (their durations, or the intervals between them)"
            : "Other events (their durations, or the intervals between them)",
        table);
  }

  private <T> List<T> first(List<T> all) {
    return all.subList(0, Math.min(options.rows(), all.size()));
  }

  private static String client(Client client) {
    if (!client.known()) {
      return "-";
    }
    String where = client.name().isEmpty() ? client.address() : client.name();
    return clean(where.isEmpty() ? "#" + client.id() : "#" + client.id() + " " + where);
  }

  private String at(long nanos) {
    return String.format(Locale.ROOT, "%.3f s", Math.max(0, nanos - analysis.begin()) / 1e9);
  }

  private void table(String title, Table table) {
    if (!table.isEmpty()) {
      title(title);
      table.lines(width - 2).forEach(line -> lines.add("  " + line));
    }
  }

  private void title(String text) {
    lines.add("");
    lines.add(paint(text, "1"));
  }

  private String paint(String text, String color) {
    return options.color() && !color.isEmpty()
        ? "\u001b[" + color + "m" + text + "\u001b[0m"
        : text;
  }

  /** Breaks a sentence into lines; those after the first are indented a little more. */
  private void wrap(String text, String indent, String color) {
    String rest = text;
    String margin = indent;
    int room = Math.max(20, width - indent.length());
    while (rest.length() > room) {
      int cut = rest.lastIndexOf(' ', room);
      if (cut <= room / 3) {
        cut = room;
      }
      lines.add(margin + paint(rest.substring(0, cut), color));
      rest = rest.substring(cut).stripLeading();
      margin = indent + "    ";
      room = Math.max(20, width - margin.length());
    }
    lines.add(margin + paint(rest, color));
  }

  /** What a terminal would take for an order is shown as dots. */
  private static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              boolean control =
                  Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
              clean.appendCodePoint(control || c == 0xfffd ? '.' : c);
            });
    return clean.toString();
  }
}
