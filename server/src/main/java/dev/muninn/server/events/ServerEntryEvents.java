package dev.muninn.server.events;

import dev.muninn.tracepoint.Event;
import dev.muninn.tracepoint.Provider;
import dev.muninn.tracepoint.Timestamp;

/** The beginning of commands and of turns of the event loop. */
@Provider(value = "valkey_server_entry", byName = true)
public interface ServerEntryEvents {

  /** A command without the FAST flag is about to run. */
  @Event("command_entry")
  void commandEntry(@Timestamp long nanos);

  /** Whether anyone listens to {@code command_entry}. */
  boolean commandEntryEnabled();

  /** A command with the FAST flag is about to run. */
  @Event("fast_command_entry")
  void fastCommandEntry(@Timestamp long nanos);

  /** Whether anyone listens to {@code fast_command_entry}. */
  boolean fastCommandEntryEnabled();

  /** A turn of the event loop begins. */
  @Event("eventloop_entry")
  void eventLoopEntry(@Timestamp long nanos);

  /** Whether anyone listens to {@code eventloop_entry}. */
  boolean eventLoopEntryEnabled();

  /** The work of a turn of the event loop between its requests and its replies begins. */
  @Event("eventloop_cron_entry")
  void eventLoopCronEntry(@Timestamp long nanos);

  /** Whether anyone listens to {@code eventloop_cron_entry}. */
  boolean eventLoopCronEntryEnabled();
}
