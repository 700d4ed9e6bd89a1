package dev.muninn.server.events;

import dev.muninn.tracepoint.Event;
import dev.muninn.tracepoint.Provider;
import dev.muninn.tracepoint.Timestamp;

/** Probes around every command, under the names DTrace users of Redis know. */
@Provider("redis")
public interface RedisProbes {

  /**
   * A command is about to run.
   *
   * @param id the low 32 bits of the client's id
   */
  @Event("call__start")
  void callStart(int id, @Timestamp long nanos);

  /** Whether anyone listens to {@code call__start}. */
  boolean callStartEnabled();

  /**
   * A command has run.
   *
   * @param id the low 32 bits of the client's id
   */
  @Event("call__end")
  void callEnd(int id, @Timestamp long nanos);

  /** Whether anyone listens to {@code call__end}. */
  boolean callEndEnabled();
}
