package dev.muninn.server.command.trace;

import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Flag;
import dev.muninn.server.recording.Recordings;
import dev.muninn.server.recording.TracePlace;
import dev.muninn.server.resp.Reply;
import dev.muninn.tracepoint.recorder.EventRule;
import dev.muninn.tracepoint.recorder.Mode;
import dev.muninn.tracepoint.recorder.RecordingSession;
import dev.muninn.tracepoint.recorder.SessionOptions;
import dev.muninn.tracepoint.recorder.TraceFormat;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Records the server's events. Here is the making of sessions, and the choice of their events. */
@Command(syntax = "TRACE", since = "8.0.0", complexity = "Depends on subcommand.")
public final class TraceCommands {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  private TraceCommands() {}

  /** Makes a recording session. */
  @Command(
      syntax =
          "TRACE CREATE name:string [OUTPUT path:string] [SNAPSHOT] [BUFFER buffer-bytes:integer]"
              + " [MAX-SIZE max-bytes:integer] [MAX-TIME max-milliseconds:integer]"
              + " [ROTATE-SIZE rotate-bytes:integer] [ROTATE-TIME rotate-milliseconds:integer]"
              + " [KEEP chunks:integer]",
      since = "8.0.0",
      complexity = "O(1)",
      flags = {Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE, Flag.NO_MULTI})
  public static void create(Context c) {
    TraceJobs.run(
        c,
        request -> {
          Supplier<SessionOptions.Builder> options =
              options(place(c), c.config().traceFormat, request);
          Recordings recordings = c.control().recordings();
          long maxMemory = c.config().traceMaxMemory;
          return () -> {
            recordings.create(options.get(), maxMemory);
            return Reply::ok;
          };
        });
  }

  /** Reads the request; what is returned may wait for the disk. */
  private static Supplier<SessionOptions.Builder> options(
      TracePlace place, TraceFormat format, TraceRequest request)
      throws TraceRequest.WrongException {
    String name = request.name();
    String path = name + "-" + TIME.format(LocalDateTime.now(ZoneId.systemDefault()));
    boolean snapshot = false;
    long buffer = SessionOptions.DEFAULT_BUFFER;
    long maxSize = 0;
    long maxTime = 0;
    long rotateSize = 0;
    long rotateTime = 0;
    int keep = 0;
    while (request.hasMore()) {
      String option = request.peek();
      request.skip();
      switch (option) {
        case "OUTPUT" -> path = request.word(option);
        case "SNAPSHOT" -> snapshot = true;
        case "BUFFER" -> buffer = request.memory(option);
        case "MAX-SIZE" -> maxSize = request.memory(option);
        case "MAX-TIME" -> maxTime = request.number(option, 0, Integer.MAX_VALUE);
        case "ROTATE-SIZE" -> rotateSize = request.memory(option);
        case "ROTATE-TIME" -> rotateTime = request.number(option, 0, Integer.MAX_VALUE);
        case "KEEP" -> keep = (int) request.number(option, 0, Integer.MAX_VALUE);
        default -> throw new TraceRequest.WrongException("syntax error");
      }
    }
    Limits limits = new Limits(buffer, maxSize, maxTime, rotateSize, rotateTime, keep);
    String output = path;
    Mode mode = snapshot ? Mode.FLIGHT : Mode.DISK;
    return () -> limits.on(SessionOptions.of(mode, name, place.resolve(output))).format(format);
  }

  private record Limits(
      long buffer, long maxSize, long maxTime, long rotateSize, long rotateTime, int keep) {

    SessionOptions.Builder on(SessionOptions.Builder options) {
      return options
          .bufferBytes(buffer)
          .maxBytes(maxSize)
          .maxTime(Duration.ofMillis(maxTime))
          .rotateBytes(rotateSize)
          .rotateTime(Duration.ofMillis(rotateTime))
          .keepChunks(keep);
    }
  }

  /** Where the client may have files written. */
  static TracePlace place(Context c) {
    return TracePlace.of(c.config(), c.client().isLocal());
  }

  /** Has a session record events; tells how many match. */
  @Command(
      syntax =
          "TRACE ENABLE name:string event:pattern... [FILTER expression:string]"
              + " [SAMPLE every:integer] [EXCLUDE excluded:pattern...]",
      since = "8.0.0",
      complexity = "O(N) with N events there are",
      flags = {Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE, Flag.NO_MULTI})
  public static void enable(Context c) {
    TraceJobs.run(
        c,
        request -> {
          String name = request.name();
          List<String> patterns = patterns(request);
          String filter = "";
          int sample = 1;
          List<String> excludes = List.of();
          while (request.hasMore()) {
            String option = request.peek();
            request.skip();
            switch (option) {
              case "FILTER" -> filter = request.word(option);
              case "SAMPLE" -> sample = (int) request.number(option, 1, Integer.MAX_VALUE);
              case "EXCLUDE" -> excludes = patterns(request);
              default -> throw new TraceRequest.WrongException("syntax error");
            }
          }
          requireFew((long) patterns.size() * (1 + excludes.size()));
          List<EventRule> rules = new ArrayList<>();
          for (String pattern : patterns) {
            rules.add(new EventRule(pattern, filter, sample, excludes));
          }
          return TraceJobs.on(
              name,
              session -> {
                int matched = session.enable(rules);
                return reply -> reply.integer(matched);
              });
        });
  }

  /** Words up to the next option. */
  private static List<String> patterns(TraceRequest request) throws TraceRequest.WrongException {
    List<String> patterns = new ArrayList<>();
    do {
      patterns.add(request.word("event"));
      requireFew(patterns.size());
    } while (request.hasMore() && !List.of("FILTER", "SAMPLE", "EXCLUDE").contains(request.peek()));
    return patterns;
  }

  private static void requireFew(long patterns) throws TraceRequest.WrongException {
    if (patterns > RecordingSession.MAX_PATTERNS) {
      throw new TraceRequest.WrongException(
          "too many event patterns: max=" + RecordingSession.MAX_PATTERNS);
    }
  }

  /** Has a session record events no more; tells how many it recorded. */
  @Command(
      syntax = "TRACE DISABLE name:string event:pattern...",
      since = "8.0.0",
      complexity = "O(N) with N events there are",
      flags = {Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE, Flag.NO_MULTI})
  public static void disable(Context c) {
    TraceJobs.run(
        c,
        request -> {
          String name = request.name();
          List<String> patterns = patterns(request);
          return TraceJobs.on(
              name,
              session -> {
                int count = session.disable(patterns);
                return reply -> reply.integer(count);
              });
        });
  }

  /** Has a session record a process, or all. */
  @Command(
      syntax = "TRACE TRACK name:string pid<process:integer|ALL>",
      since = "8.0.0",
      complexity = "O(1)",
      flags = {Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE, Flag.NO_MULTI})
  public static void track(Context c) {
    track(c, true);
  }

  /** Has a session record a process no more, or none. */
  @Command(
      syntax = "TRACE UNTRACK name:string pid<process:integer|ALL>",
      since = "8.0.0",
      complexity = "O(1)",
      flags = {Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE, Flag.NO_MULTI})
  public static void untrack(Context c) {
    track(c, false);
  }

  private static void track(Context c, boolean on) {
    TraceJobs.run(
        c,
        request -> {
          String name = request.name();
          boolean all = request.peek().equals("ALL");
          long pid = all ? 0 : request.number("process id", 1, Integer.MAX_VALUE);
          if (all) {
            request.skip();
          }
          return TraceJobs.on(
              name,
              session -> {
                if (all && on) {
                  session.trackAll();
                } else if (all) {
                  session.untrackAll();
                } else if (on) {
                  session.track(pid);
                } else {
                  session.untrack(pid);
                }
                return Reply::ok;
              });
        });
  }
}
