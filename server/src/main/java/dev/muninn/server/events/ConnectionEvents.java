package dev.muninn.server.events;

import dev.muninn.tracepoint.Event;
import dev.muninn.tracepoint.Provider;
import dev.muninn.tracepoint.Timespan;
import dev.muninn.tracepoint.Unsigned;

/** Clients coming and going, what they queue, and those that do not read their replies. */
@Provider("valkey_connections")
public interface ConnectionEvents {

  /**
   * A client was accepted.
   *
   * @param clientId the id of CLIENT LIST
   * @param address the client's address and port, or socket path
   * @param clients connected clients, this one included
   */
  @Event("connection_accept")
  void connectionAccept(@Unsigned long clientId, CharSequence address, @Unsigned int clients);

  /** Whether anyone listens to {@code connection_accept}. */
  boolean connectionAcceptEnabled();

  /**
   * A client's connection was closed, by either side.
   *
   * @param clientId the id of CLIENT LIST
   * @param address the client's address and port, or socket path
   * @param duration microseconds since the connection was accepted
   */
  @Event("connection_close")
  void connectionClose(
      @Unsigned long clientId, CharSequence address, @Timespan @Unsigned long duration);

  /** Whether anyone listens to {@code connection_close}. */
  boolean connectionCloseEnabled();

  /**
   * A reply could not be sent whole, since the client does not read: told at the first short write,
   * and again each time what is pending has doubled.
   *
   * @param clientId the id of CLIENT LIST
   * @param address the client's address and port, or socket path
   * @param pending bytes of replies that wait to be sent
   */
  @Event("output_pending")
  void outputPending(@Unsigned long clientId, CharSequence address, @Unsigned long pending);

  /** Whether anyone listens to {@code output_pending}. */
  boolean outputPendingEnabled();

  /**
   * A command was queued by MULTI, to run when EXEC comes.
   *
   * @param clientId the id of CLIENT LIST
   * @param address the client's address and port, or socket path
   * @param name the command's full name, in lower case
   * @param queued commands in the queue, this one included; 0 when the transaction has failed
   *     already and keeps none
   */
  @Event("command_queued")
  void commandQueued(
      @Unsigned long clientId, CharSequence address, CharSequence name, @Unsigned int queued);

  /** Whether anyone listens to {@code command_queued}. */
  boolean commandQueuedEnabled();
}
