package dev.muninn.server.client;

import java.util.ArrayList;
import java.util.List;

/**
 * How much memory the clients hold together, and who has to go when it is too much
 * (maxmemory-clients). Clients of the types normal and pubsub count; those that said CLIENT
 * NO-EVICT do too, and stay. While there is no limit nothing is kept.
 *
 * <p>The clients lie in buckets by powers of two of their memory, and the fullest bucket goes
 * first, as in Valkey: finding the largest takes no longer with many clients.
 */
public final class ClientMemory {
  /** Least limit, bytes: with less nobody could talk to the server. */
  public static final long LEAST_LIMIT = 128 * 1024;

  /** The first bucket is for less than twice 2^15 bytes. */
  private static final int FIRST_LOG = 15;

  private static final int BUCKETS = 19;

  private final ClientRegistry registry;
  private final List<ArrayList<Client>> buckets = new ArrayList<>(BUCKETS);
  private long limit;
  private long total;
  private boolean told;

  /** Where a client stands in the account. */
  static final class Place {
    private long bytes;
    private int bucket = -1;
    private int index;

    Place() {}
  }

  ClientMemory(ClientRegistry registry) {
    this.registry = registry;
    for (int i = 0; i < BUCKETS; i++) {
      buckets.add(new ArrayList<>());
    }
  }

  /**
   * Sets how much the clients may hold together.
   *
   * @param bytes 0 for no limit; at least {@link #LEAST_LIMIT} otherwise
   */
  public void limit(long bytes) {
    boolean wasOn = limit != 0;
    limit = bytes == 0 ? 0 : Math.max(bytes, LEAST_LIMIT);
    told = false;
    if (wasOn != (limit != 0)) {
      registry.list().forEach(this::account);
    }
  }

  /** Bytes that the clients may hold together, 0 for no limit. */
  public long limit() {
    return limit;
  }

  /** Bytes that the clients hold together, as last told; 0 while there is no limit. */
  public long total() {
    return total;
  }

  /** A client may have more or less than before. */
  public void update(Client client) {
    if (limit != 0) {
      account(client);
    }
  }

  private void account(Client client) {
    Place place = client.memoryPlace();
    boolean counts = limit != 0 && !client.has(ClientFlag.CLOSE_ASAP) && isCounted(client.type());
    long bytes = counts ? client.memoryUsage() : 0;
    total += bytes - place.bytes;
    place.bytes = bytes;
    move(client, place, counts && !client.has(ClientFlag.NO_EVICT) ? bucketOf(bytes) : -1);
  }

  private static boolean isCounted(ClientType type) {
    return type == ClientType.NORMAL || type == ClientType.PUBSUB;
  }

  /** The client is gone. */
  void remove(Client client) {
    Place place = client.memoryPlace();
    total -= place.bytes;
    place.bytes = 0;
    move(client, place, -1);
  }

  private static int bucketOf(long bytes) {
    int log = Long.SIZE - 1 - Long.numberOfLeadingZeros(Math.max(1, bytes));
    return Math.clamp(log - FIRST_LOG, 0, BUCKETS - 1);
  }

  private void move(Client client, Place place, int bucket) {
    if (place.bucket == bucket) {
      return;
    }
    if (place.bucket >= 0) {
      ArrayList<Client> from = buckets.get(place.bucket);
      Client last = from.removeLast();
      if (last != client) {
        from.set(place.index, last);
        last.memoryPlace().index = place.index;
      }
    }
    place.bucket = bucket;
    if (bucket >= 0) {
      place.index = buckets.get(bucket).size();
      buckets.get(bucket).add(client);
    }
  }

  /**
   * Closes the largest clients until the rest holds less than the limit; they lose what was pending
   * at once. Not to be called while a command runs.
   */
  public void enforce() {
    if (limit == 0 || total < limit) {
      told = false;
      return;
    }
    for (int i = BUCKETS - 1; i >= 0 && total >= limit; i--) {
      ArrayList<Client> bucket = buckets.get(i);
      while (!bucket.isEmpty() && total >= limit) {
        evict(bucket.getLast());
      }
    }
    if (total >= limit && !told) {
      told = true;
      registry.listener().noneToEvict();
    }
  }

  private void evict(Client client) {
    registry.listener().evicted(client);
    client.closeAsap();
    client.output().close();
    remove(client);
  }
}
