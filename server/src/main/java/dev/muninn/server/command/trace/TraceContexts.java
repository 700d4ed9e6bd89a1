package dev.muninn.server.command.trace;

import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Flag;
import dev.muninn.server.resp.Reply;
import dev.muninn.tracepoint.recorder.ContextField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** TRACE: what is recorded with every event. */
public final class TraceContexts {
  private TraceContexts() {}

  /** Has a session that was not started record facts with every event. */
  @Command(
      syntax = "TRACE ADD-CONTEXT name:string type:string...",
      since = "8.0.0",
      complexity = "O(N) with N events the session knows",
      flags = {Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE})
  public static void addContext(Context c) {
    TraceJobs.run(
        c,
        request -> {
          String name = request.name();
          List<ContextField> fields = new ArrayList<>();
          while (request.hasMore()) {
            ContextField field = ContextField.of(request.word("type").toLowerCase(Locale.ROOT));
            if (fields.contains(field)) {
              throw new TraceRequest.WrongException("context is given twice: type=" + field);
            }
            fields.add(field);
          }
          return TraceJobs.on(
              name,
              session -> {
                for (ContextField field : fields) {
                  session.addContext(field);
                }
                return Reply::ok;
              });
        });
  }
}
