package dev.muninn.server.keyspace;

/**
 * Told of the moments of expiry: latency events and tracepoints. Durations are microseconds. A
 * duration is measured only when {@link #enabled} says that somebody wants it.
 */
public interface ExpiryObserver {
  /** Nobody watches. */
  ExpiryObserver NONE =
      new ExpiryObserver() {
        @Override
        public boolean enabled() {
          return false;
        }

        @Override
        public void expireDelEntry() {}

        @Override
        public void expireDel(long micros) {}

        @Override
        public void expireCycleEntry() {}

        @Override
        public void expireCycle(long micros) {}

        @Override
        public void expireCycleKeysEntry() {}

        @Override
        public void expireCycleFieldsEntry() {}

        @Override
        public void expireCycleFields(long micros) {}

        @Override
        public void expireCycleKeys(long micros) {}
      };

  /** Whether any of the moments is wanted. */
  boolean enabled();

  /** An expired key is about to be deleted. */
  void expireDelEntry();

  /** An expired key was deleted, by access or by the cycle. */
  void expireDel(long micros);

  /** An active expiry cycle begins. */
  void expireCycleEntry();

  /** An active expiry cycle ended. */
  void expireCycle(long micros);

  /** The part of a cycle that deletes elements of values begins. */
  void expireCycleFieldsEntry();

  /** The part of a cycle that deletes elements of values ended. */
  void expireCycleFields(long micros);

  /** The part of a cycle that deletes keys begins. */
  void expireCycleKeysEntry();

  /** The part of a cycle that deletes keys ended. */
  void expireCycleKeys(long micros);
}
