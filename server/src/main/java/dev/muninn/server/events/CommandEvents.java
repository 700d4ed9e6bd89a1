package dev.muninn.server.events;

import dev.muninn.tracepoint.Event;
import dev.muninn.tracepoint.NativeString;
import dev.muninn.tracepoint.Provider;
import dev.muninn.tracepoint.Timespan;
import dev.muninn.tracepoint.Timestamp;
import dev.muninn.tracepoint.Unsigned;

/** Command execution. */
@Provider("valkey_commands")
public interface CommandEvents {

  /**
   * A command has run.
   *
   * @param name the command's lower-case name; a subcommand follows after a bar
   * @param duration microseconds spent in the command
   */
  @Event("command_call")
  void commandCall(NativeString name, @Timespan @Unsigned long duration, @Timestamp long nanos);

  /** Whether anyone listens to {@code command_call}. */
  boolean commandCallEnabled();
}
