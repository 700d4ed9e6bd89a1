package dev.muninn.analysis.view;

import dev.muninn.analysis.ctf.EventCursor;
import java.io.IOException;

/** How events are written. */
interface EventFormat {
  /** Writes what stands before all events. */
  void begin() throws IOException;

  /** Writes the event the cursor is on. */
  void write(EventCursor event) throws IOException;
}
