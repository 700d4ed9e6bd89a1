/**
 * Publish and subscribe: who listens to which channel, pattern or shard channel, and keyspace
 * notifications, which are messages that the server publishes itself.
 *
 * <p>Names of channels lie in the store's memory, not on the heap. May import {@code client},
 * {@code keyspace}, {@code resp}, {@code config}, {@code structure}, {@code bytes} and {@code
 * store}.
 */
@NullMarked
package dev.muninn.server.pubsub;

import org.jspecify.annotations.NullMarked;
