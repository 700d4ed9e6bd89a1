package dev.muninn.analysis.model;

/** An analysis as JSON: what {@code top --json} prints. Times in nanoseconds. */
public final class AnalysisJson {
  private static final double[] QUANTILES = {0.5, 0.9, 0.99, 0.999};
  private static final String[] QUANTILE_NAMES = {"p50", "p90", "p99", "p99.9"};

  private final Analysis analysis;
  private final JsonWriter json = new JsonWriter();

  private AnalysisJson(Analysis analysis) {
    this.analysis = analysis;
  }

  /** The whole analysis but for the pictures. */
  public static String of(Analysis analysis) {
    AnalysisJson writer = new AnalysisJson(analysis);
    writer.json.beginObject();
    writer.summary();
    writer.findings();
    writer.commands();
    writer.slowest();
    writer.clients();
    writer.keys();
    writer.turns();
    writer.stalls();
    writer.others();
    writer.json.endObject();
    return writer.json.toString();
  }

  private long epoch(long nanos) {
    return nanos + analysis.facts().clockOffset();
  }

  private void summary() {
    TraceFacts facts = analysis.facts();
    json.field("trace", facts.name())
        .field("process", facts.process())
        .field("tracer", facts.tracer())
        .field("begin", epoch(analysis.begin()))
        .field("span", analysis.span())
        .field("events", analysis.events())
        .field("lost", facts.lost())
        .field("commands_run", analysis.commandCount())
        .field("busy", analysis.busyShare());
    json.name("notes").beginArray();
    for (Note note : analysis.notes()) {
      json.beginObject().field("warning", note.warning()).field("text", note.text()).endObject();
    }
    json.endArray();
  }

  private void findings() {
    json.name("findings").beginArray();
    for (Finding f : analysis.findings()) {
      json.beginObject()
          .field("kind", f.kind().name())
          .field("title", f.kind().title())
          .field("subject", f.subject())
          .field("severity", f.severity().name())
          .field("stolen", f.stolen())
          .field("sentence", f.sentence())
          .field("advice", f.advice());
      json.name("evidence").beginArray();
      f.evidence().forEach(json::value);
      json.endArray().name("examples").beginArray();
      f.examples().forEach(nanos -> json.value(epoch(nanos)));
      json.endArray().endObject();
    }
    json.endArray();
  }

  private void histogram(LogHistogram h) {
    json.field("count", h.count()).field("total", h.total()).field("mean", h.mean());
    for (int i = 0; i < QUANTILES.length; i++) {
      json.field(QUANTILE_NAMES[i], h.quantile(QUANTILES[i]));
    }
    json.field("max", h.max());
  }

  private void commands() {
    json.name("commands").beginArray();
    for (CommandRow row : analysis.commands()) {
      json.beginObject().field("name", row.name());
      json.field("rate", analysis.perSecond(row.own().count()));
      json.name("own").beginObject();
      histogram(row.own());
      json.endObject().name("felt").beginObject();
      histogram(row.felt());
      json.endObject().endObject();
    }
    json.endArray();
  }

  private void client(Client client) {
    json.name("client")
        .beginObject()
        .field("id", client.id())
        .field("address", client.address())
        .field("name", client.name())
        .endObject();
  }

  private void slowest() {
    json.name("slowest").beginArray();
    for (SlowCommand s : analysis.slowest()) {
      json.beginObject()
          .field("time", epoch(s.nanos()))
          .field("name", s.name())
          .field("own", s.own())
          .field("felt", s.felt())
          .field("cause", s.cause().name())
          .field("reason", s.reason());
      client(s.client());
      json.endObject();
    }
    json.endArray();
  }

  private void clients() {
    json.name("clients").beginArray();
    for (ClientRow row : analysis.clients()) {
      json.beginObject();
      client(row.client());
      json.field("commands", row.commands())
          .field("own", row.own())
          .field("occupied", row.occupied())
          .field("max_own", row.maxOwn())
          .field("max_felt", row.maxFelt())
          .field("pending_max", row.pendingMax())
          .endObject();
    }
    json.endArray();
  }

  private void keys() {
    json.name("keys").beginArray();
    for (KeyRow row : analysis.keys()) {
      json.beginObject()
          .field("db", row.db())
          .field("key", row.key())
          .field("type", row.type())
          .field("reads", row.reads())
          .field("writes", row.writes())
          .field("deletes", row.deletes())
          .field("max_bytes", row.maxBytes())
          .field("own", row.own())
          .endObject();
    }
    json.endArray();
  }

  private void parts(Iterable<TurnRow.Part> parts) {
    json.name("parts").beginArray();
    for (TurnRow.Part part : parts) {
      json.beginObject()
          .field("kind", part.kind().name())
          .field("label", part.label())
          .field("nanos", part.nanos())
          .field("count", part.count())
          .endObject();
    }
    json.endArray();
  }

  private void turns() {
    Analysis.TurnFigures turns = analysis.turns();
    json.name("turns").beginObject().field("told", turns.told()).field("busy", turns.busy());
    json.name("lengths").beginObject();
    histogram(turns.lengths());
    json.endObject();
    parts(turns.parts());
    json.name("longest").beginArray();
    for (TurnRow row : turns.longest()) {
      json.beginObject()
          .field("begin", epoch(row.begin()))
          .field("nanos", row.nanos())
          .field("commands", row.commands());
      parts(row.parts());
      json.endObject();
    }
    json.endArray().endObject();
  }

  private void others() {
    json.name("others").beginArray();
    for (EventRow row : analysis.others()) {
      json.beginObject()
          .field("name", row.name())
          .field("count", row.count())
          .field("rate", analysis.perSecond(row.count()))
          .name(row.measure().label())
          .beginObject();
      histogram(row.times());
      json.endObject().endObject();
    }
    json.endArray();
  }

  private void stalls() {
    json.name("stalls").beginArray();
    for (Stall s : analysis.stalls()) {
      json.beginObject()
          .field("kind", s.kind().name())
          .field("label", s.label())
          .field("begin", epoch(s.begin()))
          .field("nanos", s.nanos())
          .field("victims", s.victims())
          .field("stolen", s.stolen())
          .field("key", s.key());
      client(s.client());
      json.endObject();
    }
    json.endArray();
  }
}
