package dev.muninn.analysis.export;

import dev.muninn.analysis.ctf.EventCursor;
import java.io.IOException;

/** Receives what {@link Slices} makes of a trace. Times are nanoseconds since the epoch. */
interface SliceSink {
  /** A slice with all that lies in it; those of a track come in order of time. */
  void slice(String process, long thread, String track, Slice slice) throws IOException;

  /** Something at a moment; the cursor is at its event. */
  void moment(String process, long thread, String track, EventCursor event) throws IOException;

  /** A number that has a new value. */
  void counter(String process, String name, long nanos, long value) throws IOException;
}
