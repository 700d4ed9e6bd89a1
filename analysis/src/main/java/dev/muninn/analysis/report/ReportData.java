package dev.muninn.analysis.report;

import dev.muninn.analysis.model.Analysis;
import dev.muninn.analysis.model.Client;
import dev.muninn.analysis.model.ClientRow;
import dev.muninn.analysis.model.CommandRow;
import dev.muninn.analysis.model.EventRow;
import dev.muninn.analysis.model.Finding;
import dev.muninn.analysis.model.Heatmap;
import dev.muninn.analysis.model.JsonWriter;
import dev.muninn.analysis.model.KeyRow;
import dev.muninn.analysis.model.LogHistogram;
import dev.muninn.analysis.model.Note;
import dev.muninn.analysis.model.SlowCommand;
import dev.muninn.analysis.model.Stall;
import dev.muninn.analysis.model.StallKind;
import dev.muninn.analysis.model.TraceFacts;
import dev.muninn.analysis.model.TurnRow;
import java.util.List;

/** The data of the page: JSON. Times are microseconds from the trace's beginning. */
final class ReportData {
  /** Shares of the percentile curves: dense towards the slow end. */
  private static final double[] CURVE = {
    0, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9995, 0.9998, 0.9999,
    0.99995, 0.99999, 1
  };

  private static final int CURVES = 6;
  private static final int MAX_TEXT = 200;

  private final Analysis analysis;
  private final int rows;
  private final JsonWriter json = new JsonWriter();

  private ReportData(Analysis analysis, int rows) {
    this.analysis = analysis;
    this.rows = rows;
  }

  static String of(Analysis analysis, ReportOptions options) {
    ReportData data = new ReportData(analysis, options.rows());
    data.json.beginObject();
    data.summary();
    data.findings();
    data.heatmap("felt", analysis.felt());
    data.heatmap("own", analysis.own());
    data.stalls();
    data.curves();
    data.commands();
    data.slowest();
    data.clients();
    data.keys();
    data.turns();
    data.others();
    data.json.endObject();
    return data.json.toString();
  }

  private double time(long nanos) {
    return micros(nanos - analysis.begin());
  }

  private static double micros(long nanos) {
    return Math.round(nanos / 100.0) / 10.0;
  }

  private static String cut(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT - 1) + "\u2026";
  }

  private <T> List<T> first(List<T> all) {
    return all.subList(0, Math.min(rows, all.size()));
  }

  private void summary() {
    TraceFacts facts = analysis.facts();
    json.field("trace", facts.name())
        .field("process", facts.process())
        .field("tracer", facts.tracer())
        .field("program", analysis.ofProgram())
        .field("verdict", Verdict.of(analysis))
        .field("begin", (analysis.begin() + facts.clockOffset()) / 1_000_000)
        .field("span", micros(analysis.span()))
        .field("events", analysis.events())
        .field("eventKinds", analysis.others().size())
        .field("lost", facts.lost())
        .field("count", analysis.commandCount())
        .field("busy", analysis.busyShare());
    json.name("quantiles").beginArray();
    for (LogHistogram h : List.of(analysis.ownAll(), analysis.feltAll())) {
      quantiles(h);
    }
    json.endArray().name("notes").beginArray();
    for (Note note : analysis.notes()) {
      json.beginObject().field("w", note.warning()).field("t", note.text()).endObject();
    }
    json.endArray();
  }

  private void quantiles(LogHistogram h) {
    json.beginArray()
        .value(micros(h.quantile(0.5)))
        .value(micros(h.quantile(0.9)))
        .value(micros(h.quantile(0.99)))
        .value(micros(h.quantile(0.999)))
        .value(micros(h.max()))
        .endArray();
  }

  private void findings() {
    json.name("findings").beginArray();
    for (Finding f : analysis.findings()) {
      json.beginObject()
          .field("kind", f.kind().name())
          .field("title", f.kind().title())
          .field("severity", f.severity().name())
          .field("stolen", micros(f.stolen()))
          .field("sentence", f.sentence())
          .field("advice", f.advice());
      json.name("evidence").beginArray();
      f.evidence().forEach(e -> json.value(cut(e)));
      json.endArray().name("examples").beginArray();
      f.examples().forEach(e -> json.value(time(e)));
      json.endArray().endObject();
    }
    json.endArray();
  }

  /** Cells as column, row, count, one after another. */
  private void heatmap(String name, Heatmap map) {
    json.name(name).beginObject();
    json.field("start", map.columns() == 0 ? 0 : time(map.start()))
        .field("width", micros(map.width()))
        .field("columns", map.columns());
    json.name("cells").beginArray();
    for (int c = 0; c < map.columns(); c++) {
      for (int r = 0; r < Heatmap.ROWS; r++) {
        int count = map.count(c, r);
        if (count > 0) {
          json.value(c).value(r).value(count);
        }
      }
    }
    json.endArray().endObject();
  }

  private void stalls() {
    json.name("kinds").beginArray();
    for (StallKind kind : StallKind.values()) {
      json.beginArray().value(kind.name()).value(kind.label()).endArray();
    }
    json.endArray().name("stalls").beginArray();
    for (Stall s : analysis.stalls()) {
      json.beginArray()
          .value(s.kind().name())
          .value(cut(s.label()))
          .value(time(s.begin()))
          .value(micros(s.nanos()))
          .value(s.victims())
          .value(who(s.client()))
          .value(cut(s.key()))
          .endArray();
    }
    json.endArray();
  }

  private static String who(Client client) {
    return client.known() ? cut(client.words()) : "";
  }

  private void curves() {
    json.name("shares").beginArray();
    for (double share : CURVE) {
      json.value(share);
    }
    json.endArray().name("curves").beginArray();
    curve("all, with waiting", analysis.feltAll());
    for (CommandRow row : analysis.commands().stream().limit(CURVES).toList()) {
      curve(row.name(), row.own());
    }
    json.endArray();
  }

  private void curve(String name, LogHistogram h) {
    json.beginObject().field("name", cut(name)).field("count", h.count()).name("us").beginArray();
    for (double share : CURVE) {
      json.value(micros(h.quantile(share)));
    }
    json.endArray().endObject();
  }

  private void commands() {
    json.name("commands").beginArray();
    for (CommandRow row : first(analysis.commands())) {
      json.beginArray()
          .value(cut(row.name()))
          .value(row.own().count())
          .value(micros(row.own().total()))
          .value(micros(Math.round(row.own().mean())));
      quantiles(row.own());
      json.endArray();
    }
    json.endArray();
  }

  private void slowest() {
    json.name("slowest").beginArray();
    for (SlowCommand s : first(analysis.slowest())) {
      json.beginArray()
          .value(time(s.nanos() - s.own()))
          .value(cut(s.name()))
          .value(micros(s.own()))
          .value(micros(s.felt()))
          .value(who(s.client()))
          .value(cut(s.reason()))
          .value(s.cause().name())
          .endArray();
    }
    json.endArray();
  }

  private void clients() {
    json.name("clients").beginArray();
    for (ClientRow row : first(analysis.clients())) {
      json.beginArray()
          .value(row.client().id())
          .value(cut(row.client().name()))
          .value(cut(row.client().address()))
          .value(row.commands())
          .value(micros(row.own()))
          .value(micros(row.occupied()))
          .value(micros(row.maxOwn()))
          .value(micros(row.maxFelt()))
          .value(row.pendingMax())
          .endArray();
    }
    json.endArray();
  }

  private void keys() {
    json.name("keys").beginArray();
    for (KeyRow row : first(analysis.keys())) {
      json.beginArray()
          .value(row.db())
          .value(cut(row.key()))
          .value(cut(row.type()))
          .value(row.reads())
          .value(row.writes())
          .value(row.deletes())
          .value(row.maxBytes())
          .value(micros(row.own()))
          .endArray();
    }
    json.endArray();
  }

  private void parts(List<TurnRow.Part> parts) {
    json.beginArray();
    for (TurnRow.Part p : parts) {
      json.beginArray()
          .value(p.kind().name())
          .value(cut(p.label()))
          .value(micros(p.nanos()))
          .value(p.count())
          .endArray();
    }
    json.endArray();
  }

  /** Whether times are exact, what they are, and they; none where there is nothing to measure. */
  private void others() {
    json.name("others").beginArray();
    for (EventRow row : first(analysis.others())) {
      json.beginArray()
          .value(cut(row.name()))
          .value(row.count())
          .value(row.times().count() == 0 ? "" : row.measure().label())
          .value(row.measure() != EventRow.Measure.DURATION);
      exact(row.times());
      json.endArray();
    }
    json.endArray();
  }

  private void exact(LogHistogram h) {
    json.beginArray();
    for (double share : new double[] {0.5, 0.9, 0.99, 0.999, 1}) {
      json.value(h.quantile(share) / 1000.0);
    }
    json.endArray();
  }

  private void turns() {
    Analysis.TurnFigures turns = analysis.turns();
    json.name("turns").beginObject();
    json.field("told", turns.told()).field("count", turns.lengths().count());
    json.field("busy", micros(turns.busy())).name("quantiles");
    quantiles(turns.lengths());
    json.name("parts");
    parts(turns.parts());
    json.name("longest").beginArray();
    for (TurnRow row : turns.longest().stream().limit(10).toList()) {
      json.beginArray().value(time(row.begin())).value(micros(row.nanos())).value(row.commands());
      parts(row.parts());
      json.endArray();
    }
    json.endArray().endObject();
  }
}
