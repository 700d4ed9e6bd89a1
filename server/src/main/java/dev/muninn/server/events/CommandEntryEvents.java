package dev.muninn.server.events;

import dev.muninn.tracepoint.Event;
import dev.muninn.tracepoint.NativeString;
import dev.muninn.tracepoint.Provider;
import dev.muninn.tracepoint.Timestamp;
import dev.muninn.tracepoint.Unsigned;
import dev.muninn.tracepoint.Utf8;

/** The beginning of command execution. */
@Provider(value = "valkey_commands_entry", byName = true)
public interface CommandEntryEvents {

  /**
   * A command is about to run, and on whose behalf.
   *
   * @param name the command's lower-case name; a subcommand follows after a bar
   * @param clientId the id of CLIENT LIST; 0 for a command no client sent
   * @param address the client's address and port, or socket path
   * @param clientName the name set by CLIENT SETNAME, or empty
   */
  @Event("command_call_entry")
  void commandCallEntry(
      NativeString name,
      @Unsigned long clientId,
      @Utf8 byte[] address,
      @Utf8 byte[] clientName,
      @Timestamp long nanos);

  /** Whether anyone listens to {@code command_call_entry}. */
  boolean commandCallEntryEnabled();
}
