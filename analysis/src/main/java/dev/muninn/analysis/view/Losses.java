package dev.muninn.analysis.view;

import dev.muninn.analysis.ctf.EventCursor;
import dev.muninn.analysis.ctf.Loss;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Tells of lost events and packets, in babeltrace2's words, each loss once. */
final class Losses {
  private final WallClock clock;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ByteWriter out = new ByteWriter(bytes);
  private final Set<Loss> told = new HashSet<>();

  Losses(ZoneId zone) {
    clock = new WallClock(zone);
  }

  void news(EventCursor events, Consumer<String> warnings) {
    for (Loss loss : events.losses()) {
      if (told.add(loss)) {
        warnings.accept(line(loss));
      }
    }
  }

  private String line(Loss loss) {
    try {
      out.begin();
      if (loss.count() == Loss.UNKNOWN) {
        out.put("Tracer may have discarded events between [");
      } else {
        out.put("Tracer discarded ");
        out.unsigned(loss.count());
        out.put(loss.kind() == Loss.Kind.EVENTS ? " event" : " packet");
        out.put(loss.count() == 1 ? " between [" : "s between [");
      }
      clock.putTime(out, loss.begin());
      out.put("] and [");
      clock.putTime(out, loss.end());
      out.put("] in trace \"");
      out.put(loss.source().name().isEmpty() ? "(unknown)" : loss.source().name());
      out.put("\" ");
      String uuid = loss.source().uuid();
      out.put(uuid.isEmpty() ? "(no UUID) " : "(UUID: " + uuid + ") ");
      out.put("within stream (stream class ID: ");
      out.signed(loss.streamClass());
      out.put(loss.stream() < 0 ? ", no stream ID)." : ", stream ID: " + loss.stream() + ").");
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String line = bytes.toString(StandardCharsets.UTF_8);
    bytes.reset();
    return line;
  }
}
