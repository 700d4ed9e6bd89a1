package dev.muninn.server.clock;

/** Where the server's time comes from. */
public interface Clock {
  /** The system's clocks. */
  Clock SYSTEM =
      new Clock() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public long millis() {
          return System.currentTimeMillis();
        }
      };

  /**
   * Nanoseconds of a clock that never steps back ({@code CLOCK_MONOTONIC} on Linux), for durations.
   */
  long nanos();

  /** Milliseconds since the epoch, for times to live and for users. */
  long millis();
}
