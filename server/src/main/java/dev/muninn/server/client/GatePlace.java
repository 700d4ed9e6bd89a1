package dev.muninn.server.client;

/**
 * The places of the gates that a request passes, in the order in which Valkey asks (processCommand
 * in server.c, version 8.1). A command, the server and a client each have a bit for each place; a
 * gate is asked when the command's bit and one of the others' are set.
 */
@SuppressWarnings("EnumOrdinal") // the order is the meaning
public enum GatePlace {
  /** DEBUG and MODULE are open only as far as directives say. */
  PROTECTED,
  /** Who has yet to authenticate. */
  AUTHENTICATION,
  /** What a transaction may not contain. */
  TRANSACTION,
  /** What the user may not do. */
  ACL,
  /** Keys that another node holds. */
  CLUSTER,
  /** Too much memory is in use. */
  MEMORY,
  /** Writes cannot be saved. */
  DISK,
  /** Writes cannot be replicated. */
  GOOD_REPLICAS,
  /** A replica takes no writes. */
  READ_ONLY,
  /** A subscriber who speaks RESP2. */
  SUBSCRIBED,
  /** A replica whose data are stale. */
  STALE,
  /** The data set is being loaded. */
  LOADING,
  /** A script or a module takes long. */
  BUSY,
  /** A replica as client. */
  REPLICA,
  /** CLIENT PAUSE of all commands. */
  PAUSE_ALL,
  /** CLIENT PAUSE of what may change data. */
  PAUSE_WRITES,
  /** Within MULTI requests are queued. */
  QUEUE;

  private final int mask = 1 << ordinal();

  /** The bit of this place. */
  public int mask() {
    return mask;
  }
}
