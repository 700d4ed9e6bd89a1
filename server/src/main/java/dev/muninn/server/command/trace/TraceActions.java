package dev.muninn.server.command.trace;

import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Flag;
import dev.muninn.server.recording.TracePlace;
import dev.muninn.server.resp.Reply;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** TRACE: what sessions do. */
public final class TraceActions {
  private TraceActions() {}

  /** Has a session record. */
  @Command(
      syntax = "TRACE START name:string",
      since = "8.0.0",
      complexity = "O(1)",
      flags = {Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE, Flag.NO_MULTI})
  public static void start(Context c) {
    onSession(
        c,
        session -> {
          session.start();
          return Reply::ok;
        });
  }

  /** Ends a session's recording; replies when all is on disk. */
  @Command(
      syntax = "TRACE STOP name:string",
      since = "8.0.0",
      complexity = "O(N) with N bytes not written yet",
      flags = {Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE, Flag.NO_MULTI})
  public static void stop(Context c) {
    onSession(
        c,
        session -> {
          session.stop();
          return Reply::ok;
        });
  }

  /** Writes what a session has in memory as a trace; tells where. */
  @Command(
      syntax = "TRACE SNAPSHOT name:string [OUTPUT path:string]",
      since = "8.0.0",
      complexity = "O(N) with N bytes in memory",
      flags = {Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE, Flag.NO_MULTI})
  public static void snapshot(Context c) {
    TraceJobs.run(
        c,
        request -> {
          String name = request.name();
          String to = snapshotOutput(request);
          TracePlace place = TraceCommands.place(c);
          return TraceJobs.on(
              name, session -> path(session.snapshot(to == null ? null : place.resolve(to))));
        });
  }

  private static @Nullable String snapshotOutput(TraceRequest request)
      throws TraceRequest.WrongException {
    if (!request.peek().equals("OUTPUT")) {
      return null;
    }
    request.skip();
    return request.word("OUTPUT");
  }

  /** Closes the chunk that a session writes and begins the next; tells where it is. */
  @Command(
      syntax = "TRACE ROTATE name:string",
      since = "8.0.0",
      complexity = "O(N) with N bytes not written yet",
      flags = {Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE, Flag.NO_MULTI})
  public static void rotate(Context c) {
    onSession(c, session -> path(session.rotate()));
  }

  /** Stops a session and forgets it; its files stay. */
  @Command(
      syntax = "TRACE DESTROY name:string",
      since = "8.0.0",
      complexity = "O(N) with N bytes not written yet",
      flags = {Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE, Flag.NO_MULTI})
  public static void destroy(Context c) {
    onSession(
        c,
        session -> {
          session.destroy();
          return Reply::ok;
        });
  }

  private static void onSession(Context c, TraceJobs.SessionWork work) {
    TraceJobs.run(c, request -> TraceJobs.on(request.name(), work));
  }

  private static Consumer<Reply> path(Path path) {
    byte[] text = path.toString().getBytes(StandardCharsets.UTF_8);
    return reply -> reply.bulk(text);
  }
}
