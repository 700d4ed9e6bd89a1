package dev.muninn.server.value;

/**
 * Up to what size values stay packed, as directives say ({@code hash-max-listpack-*} and their
 * like); one object per server, written when directives change.
 */
public final class EncodingLimits {
  /** Fields of a packed hash, at most. */
  public long hashEntries = 512;

  /** Bytes of each field and value of a packed hash, at most. */
  public long hashValue = 64;

  /** Valkey's defaults. */
  public EncodingLimits() {}
}
