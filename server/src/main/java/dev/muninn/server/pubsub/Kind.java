package dev.muninn.server.pubsub;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** What a client can subscribe to, and the words that replies and messages about it begin with. */
@SuppressWarnings("ImmutableEnumChecker") // nobody writes to the words
public enum Kind {
  CHANNEL("subscribe", "unsubscribe", "message"),
  PATTERN("psubscribe", "punsubscribe", "pmessage"),
  SHARD_CHANNEL("ssubscribe", "sunsubscribe", "smessage");

  final byte[] subscribe;
  final byte[] unsubscribe;
  final byte[] message;

  Kind(String subscribe, String unsubscribe, String message) {
    this.subscribe = subscribe.getBytes(US_ASCII);
    this.unsubscribe = unsubscribe.getBytes(US_ASCII);
    this.message = message.getBytes(US_ASCII);
  }
}
