package dev.muninn.server.events;

import dev.muninn.tracepoint.Event;
import dev.muninn.tracepoint.Provider;
import dev.muninn.tracepoint.Unsigned;

/** What the operating system does to the server's process. */
@Provider("process")
public interface ProcessEvents {

  /**
   * The main thread could have run, but had to wait for a processor.
   *
   * @param duration microseconds it waited, in all, within the window
   * @param window microseconds from the last look to this one: 100 ms or more
   */
  @Event("cpu_wait")
  void cpuWait(@Unsigned long duration, @Unsigned long window);

  /** Whether anyone listens to {@code cpu_wait}. */
  boolean cpuWaitEnabled();
}
