package dev.muninn.server.command.trace;

import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Flag;
import dev.muninn.server.resp.Reply;
import dev.muninn.tracepoint.Tracepoints;
import dev.muninn.tracepoint.filter.Glob;
import dev.muninn.tracepoint.recorder.ContextField;
import dev.muninn.tracepoint.recorder.EventRule;
import dev.muninn.tracepoint.recorder.Mode;
import dev.muninn.tracepoint.recorder.Recorder;
import dev.muninn.tracepoint.recorder.RecordingSession;
import dev.muninn.tracepoint.recorder.SessionStatus;
import dev.muninn.tracepoint.runtime.EventDefinition;
import dev.muninn.tracepoint.runtime.FieldDefinition;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** TRACE: what there is to record, and what sessions have recorded. */
public final class TraceQueries {
  private TraceQueries() {}

  private record Listed(String name, String listeners, EventDefinition event) {}

  private record State(SessionStatus status, List<EventRule> rules, List<ContextField> contexts) {}

  /** Lists events, their fields, and who listens to them. */
  @Command(
      syntax = "TRACE LIST [event:pattern]",
      since = "8.0.0",
      complexity = "O(N) with N events there are",
      flags = {Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE, Flag.NO_MULTI})
  public static void list(Context c) {
    TraceJobs.run(
        c,
        request -> {
          Glob pattern = Glob.of(request.hasMore() ? request.word("event") : "*");
          return () -> {
            List<Listed> events = events(pattern);
            return reply -> writeEvents(reply, events);
          };
        });
  }

  private static List<Listed> events(Glob pattern) {
    List<Listed> events = new ArrayList<>();
    for (Tracepoints.ProviderState provider : Tracepoints.list()) {
      for (Tracepoints.EventState event : provider.events()) {
        String name = provider.definition().name() + ":" + event.definition().name();
        if (pattern.matches(name)) {
          String listeners =
              event.listeners().stream()
                  .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                  .sorted()
                  .collect(Collectors.joining(" "));
          events.add(new Listed(name, listeners, event.definition()));
        }
      }
    }
    return events;
  }

  private static void writeEvents(Reply reply, List<Listed> events) {
    reply.array(events.size());
    for (Listed event : events) {
      reply.map(4);
      reply.bulk("name");
      reply.bulk(event.name());
      reply.bulk("doc");
      text(reply, event.event().doc());
      reply.bulk("listeners");
      reply.bulk(event.listeners());
      reply.bulk("fields");
      reply.array(event.event().fields().size());
      for (FieldDefinition field : event.event().fields()) {
        reply.bulk(field.name() + " " + field.type().name().toLowerCase(Locale.ROOT));
      }
    }
  }

  /** Tells what sessions have recorded. */
  @Command(
      syntax = "TRACE STATUS [name:string]",
      since = "8.0.0",
      complexity = "O(N) with N sessions",
      flags = {Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE, Flag.NO_MULTI})
  public static void status(Context c) {
    TraceJobs.run(
        c,
        request -> {
          if (request.hasMore()) {
            return TraceJobs.on(
                request.name(),
                session -> {
                  State state = state(session);
                  return reply -> writeState(reply, state);
                });
          }
          return TraceQueries::allStates;
        });
  }

  private static Consumer<Reply> allStates() {
    List<State> states = Recorder.sessions().stream().map(TraceQueries::state).toList();
    return reply -> {
      reply.array(states.size());
      states.forEach(state -> writeState(reply, state));
    };
  }

  private static State state(RecordingSession session) {
    return new State(session.status(), session.rules(), session.contexts());
  }

  private static void writeState(Reply reply, State state) {
    SessionStatus status = state.status();
    reply.map(17);
    pair(reply, "name", status.name());
    pair(reply, "mode", status.mode() == Mode.FLIGHT ? "snapshot" : "disk");
    reply.bulk("active");
    reply.bool(status.active());
    pair(reply, "output", status.output().toString());
    pair(reply, "events", status.events());
    pair(reply, "lost", status.lost());
    pair(reply, "bytes", status.bytes());
    pair(reply, "packets", status.packets());
    pair(reply, "chunks", status.chunks());
    pair(reply, "snapshots", status.snapshots());
    pair(reply, "last-snapshot", status.lastSnapshot());
    pair(reply, "buffer", status.bufferBytes());
    pair(reply, "memory", status.memory());
    pair(reply, "running-ms", status.running().toMillis());
    pair(reply, "problem", status.problem());
    pair(
        reply,
        "contexts",
        state.contexts().stream().map(ContextField::toString).collect(Collectors.joining(" ")));
    reply.bulk("rules");
    reply.array(state.rules().size());
    state.rules().forEach(rule -> text(reply, describe(rule)));
  }

  private static String describe(EventRule rule) {
    StringBuilder text = new StringBuilder(rule.pattern());
    if (!rule.filter().isEmpty()) {
      text.append(" filter ").append(rule.filter());
    }
    if (rule.sampleEvery() > 1) {
      text.append(" sample ").append(rule.sampleEvery());
    }
    if (!rule.excludes().isEmpty()) {
      text.append(" exclude ").append(String.join(" ", rule.excludes()));
    }
    return text.toString();
  }

  private static void pair(Reply reply, String name, String value) {
    reply.bulk(name);
    text(reply, value);
  }

  private static void pair(Reply reply, String name, long value) {
    reply.bulk(name);
    reply.integer(value);
  }

  private static void text(Reply reply, String value) {
    reply.bulk(value.getBytes(StandardCharsets.UTF_8));
  }

  /** Tells the subcommands. */
  @Command(
      syntax = "TRACE HELP",
      since = "8.0.0",
      complexity = "O(1)",
      flags = {Flag.LOADING, Flag.STALE})
  public static void help(Context c) {
    c.reply()
        .help(
            c.args(),
            "CREATE <name> [OUTPUT <path>] [SNAPSHOT] [BUFFER <bytes>] [MAX-SIZE <bytes>]",
            "       [MAX-TIME <ms>] [ROTATE-SIZE <bytes>] [ROTATE-TIME <ms>] [KEEP <n>]",
            "    Make a session. With SNAPSHOT it keeps the newest events in memory.",
            "ENABLE <name> <event> [<event> ...] [FILTER <expr>] [SAMPLE <n>] [EXCLUDE <event>"
                + " ...]",
            "    Record events; * stands for any characters.",
            "DISABLE <name> <event> [<event> ...]",
            "    Record events no more.",
            "ADD-CONTEXT <name> <type> [<type> ...]",
            "    Record facts with every event: vpid, vtid, procname. Before the first START.",
            "TRACK|UNTRACK <name> <pid>|ALL",
            "    Record a process, or not.",
            "START|STOP <name>",
            "    Begin or end recording.",
            "SNAPSHOT <name> [OUTPUT <path>]",
            "    Write what is in memory as a trace.",
            "ROTATE <name>",
            "    Close the chunk being written and begin the next.",
            "DESTROY <name>",
            "    Stop a session and forget it.",
            "LIST [<pattern>]",
            "    List events, their fields and who listens.",
            "STATUS [<name>]",
            "    Tell what sessions have recorded.");
  }
}
