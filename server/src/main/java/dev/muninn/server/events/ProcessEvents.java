package dev.muninn.server.events;

import dev.muninn.tracepoint.Event;
import dev.muninn.tracepoint.Provider;
import dev.muninn.tracepoint.Timespan;
import dev.muninn.tracepoint.Unsigned;

/** What the operating system does to the server's process. */
@Provider("process")
public interface ProcessEvents {

  /**
   * The main thread could have run, but had to wait for a processor. A wait of a millisecond or
   * more is told at once with a window of its own, shorter ones in windows of 100 ms or more;
   * windows follow one another without overlap.
   *
   * @param duration microseconds it waited, in all, within the window
   * @param window microseconds from the window's begin to its end
   * @param start when the window began: nanoseconds of CLOCK_MONOTONIC
   * @param slices how often it was given a processor in the window; each time after a wait, however
   *     short
   * @param longest microseconds that one of the waits lasted at least
   * @param throttled microseconds of the waiting, at most, for which the process's control group
   *     had used up its CPU quota
   */
  @Event("cpu_wait")
  void cpuWait(
      @Timespan @Unsigned long duration,
      @Timespan @Unsigned long window,
      @Unsigned long start,
      @Unsigned long slices,
      @Timespan @Unsigned long longest,
      @Timespan @Unsigned long throttled);

  /** Whether anyone listens to {@code cpu_wait}. */
  boolean cpuWaitEnabled();
}
