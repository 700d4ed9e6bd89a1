package dev.muninn.server.config;

import java.util.Locale;

/** What is evicted when maxmemory is reached. */
public enum MaxmemoryPolicy {
  /** The least recently used among keys with a time to live. */
  VOLATILE_LRU,
  /** The least frequently used among keys with a time to live. */
  VOLATILE_LFU,
  /** Any key with a time to live. */
  VOLATILE_RANDOM,
  /** The key that expires first. */
  VOLATILE_TTL,
  /** The least recently used key. */
  ALLKEYS_LRU,
  /** The least frequently used key. */
  ALLKEYS_LFU,
  /** Any key. */
  ALLKEYS_RANDOM,
  /** Nothing: writes are refused. */
  NOEVICTION;

  /** The name as the configuration has it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether the last use of a key is counted as a frequency. */
  public boolean isLfu() {
    return this == VOLATILE_LFU || this == ALLKEYS_LFU;
  }

  /** Whether it goes by the last use of a key, or by how often it was used. */
  public boolean usesAccess() {
    return isLfu() || this == VOLATILE_LRU || this == ALLKEYS_LRU;
  }

  static MaxmemoryPolicy of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
