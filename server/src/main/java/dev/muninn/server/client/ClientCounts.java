package dev.muninn.server.client;

/** What command families hold for a client, counted by them and shown by CLIENT LIST. */
public final class ClientCounts {
  /** Channels subscribed to. */
  public int channels;

  /** Patterns subscribed to. */
  public int patterns;

  /** Shard channels subscribed to. */
  public int shardChannels;

  /** Bytes of the names subscribed to and their index. */
  public long subscribedBytes;

  /** Commands queued by MULTI; shown only within a transaction. */
  public int queued;

  /** Bytes of the queued commands' arguments. */
  public long queuedBytes;

  /** Bytes of the arguments of a request that waits with its client. */
  public long waitingBytes;

  /** Gates that can concern the queued commands, bits of {@link GatePlace}. */
  public int queuedGates;

  /** Bytes of the watched keys. */
  public long watchedBytes;

  /** Keys watched. */
  public int watched;

  ClientCounts() {}
}
