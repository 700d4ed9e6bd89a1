package dev.muninn.server.keyspace;

/** Counters of the keyspace, as INFO shows them; plain fields of the main thread. */
public final class KeyspaceStats {
  /** Successful look-ups by read commands. */
  public long hits;

  /** Failed look-ups by read commands. */
  public long misses;

  /** Keys deleted because their time to live was over. */
  public long expiredKeys;

  /** Elements of values deleted because their time to live was over. */
  public long expiredFields;

  /** Estimated share of keys with a time to live that are over and not yet deleted, percent. */
  public double expiredStalePercent;

  /** Active expiry cycles that ended because their time was over. */
  public long expiredTimeCapReached;

  /** Time spent in active expiry, microseconds. */
  public long expireCycleMicros;

  /** Changes to the data set since the last save. */
  public long dirty;

  /** Forgets what CONFIG RESETSTAT forgets. */
  public void reset() {
    hits = 0;
    misses = 0;
    expiredKeys = 0;
    expiredFields = 0;
    expiredStalePercent = 0;
    expiredTimeCapReached = 0;
    expireCycleMicros = 0;
  }
}
