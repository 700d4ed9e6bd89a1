package dev.muninn.server.events;

import dev.muninn.tracepoint.Event;
import dev.muninn.tracepoint.Provider;
import dev.muninn.tracepoint.Timespan;
import dev.muninn.tracepoint.Timestamp;
import dev.muninn.tracepoint.Unsigned;

/** The event loop, and commands by speed. */
@Provider("valkey_server")
public interface ServerEvents {

  /**
   * A command without the FAST flag has run.
   *
   * @param duration microseconds spent in the command
   */
  @Event("command")
  void command(@Timespan @Unsigned long duration, @Timestamp long nanos);

  /** Whether anyone listens to {@code command}. */
  boolean commandEnabled();

  /**
   * A command with the FAST flag has run.
   *
   * @param duration microseconds spent in the command
   */
  @Event("fast_command")
  void fastCommand(@Timespan @Unsigned long duration, @Timestamp long nanos);

  /** Whether anyone listens to {@code fast_command}. */
  boolean fastCommandEnabled();

  /**
   * A turn of the event loop has ended.
   *
   * @param duration microseconds from waking up to going to sleep again
   */
  @Event("eventloop")
  void eventLoop(@Timespan @Unsigned long duration, @Timestamp long nanos);

  /** Whether anyone listens to {@code eventloop}. */
  boolean eventLoopEnabled();

  /**
   * The work of a turn of the event loop between its requests and its replies has ended: clients
   * and statistics a few times a second, expiry and freeing.
   *
   * @param duration microseconds spent in it
   */
  @Event("eventloop_cron")
  void eventLoopCron(@Timespan @Unsigned long duration, @Timestamp long nanos);

  /** Whether anyone listens to {@code eventloop_cron}. */
  boolean eventLoopCronEnabled();
}
