package dev.muninn.tracepoint.recorder;

import dev.muninn.tracepoint.Event;
import dev.muninn.tracepoint.Provider;
import dev.muninn.tracepoint.Timestamp;
import dev.muninn.tracepoint.Unsigned;

/** Events that can be told apart. */
@Provider(value = "muninn_numbered", byName = true)
public interface NumberedEvents {
  /**
   * The next of a thread.
   *
   * @param thread number of the thread
   * @param number from 0 up
   * @param padding what its length says
   */
  @Event("next")
  void next(int thread, @Unsigned long number, String padding);

  /** Whether anyone listens to next. */
  boolean nextEnabled();

  /**
   * The same with its time.
   *
   * @param number from 0 up
   */
  @Event("at")
  void at(@Unsigned long number, @Timestamp long time);

  /** Nothing but its time. */
  @Event("tick")
  void tick(@Timestamp long now);
}
