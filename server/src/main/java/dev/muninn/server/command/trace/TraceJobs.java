package dev.muninn.server.command.trace;

import dev.muninn.server.command.Context;
import dev.muninn.server.resp.Reply;
import dev.muninn.server.resp.RespError;
import dev.muninn.tracepoint.recorder.Recorder;
import dev.muninn.tracepoint.recorder.RecorderException;
import dev.muninn.tracepoint.recorder.RecordingSession;
import java.util.function.Consumer;

/**
 * Runs what a subcommand asks of the recorder on another thread, since a session's lock is held
 * while files are written.
 */
final class TraceJobs {
  /** Reads the request, on the main thread. */
  interface Parser {
    Work parse(TraceRequest request) throws TraceRequest.WrongException;
  }

  /** What is to be done, on another thread. */
  interface Work {
    /** Does it. @return what writes the reply */
    Consumer<Reply> run() throws RecorderException, TraceRequest.WrongException;
  }

  /** What is to be done with a session. */
  interface SessionWork {
    Consumer<Reply> run(RecordingSession session) throws RecorderException;
  }

  private TraceJobs() {}

  static void run(Context c, Parser parser) {
    Work work;
    try {
      TraceRequest request = new TraceRequest(c);
      work = parser.parse(request);
      request.end();
    } catch (TraceRequest.WrongException | IllegalArgumentException e) {
      c.error(error(e));
      return;
    }
    c.control().laterReplies().run(c, () -> result(work));
  }

  private static Consumer<Reply> result(Work work) {
    try {
      return work.run();
    } catch (RecorderException | TraceRequest.WrongException | RuntimeException e) {
      RespError error = error(e);
      return reply -> reply.error(error);
    }
  }

  private static RespError error(Exception e) {
    return RespError.err(TraceRequest.line(e.getMessage()));
  }

  /** Work on the session of a name. */
  static Work on(String name, SessionWork work) {
    return () -> work.run(session(name));
  }

  static RecordingSession session(String name) throws TraceRequest.WrongException {
    RecordingSession session = Recorder.session(name);
    if (session == null) {
      throw new TraceRequest.WrongException("no such session: name=" + name);
    }
    return session;
  }
}
