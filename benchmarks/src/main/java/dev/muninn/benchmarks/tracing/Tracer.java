package dev.muninn.benchmarks.tracing;

import dev.muninn.benchmarks.process.NotRunException;
import java.io.IOException;

/** A kind of listener. */
public interface Tracer {
  /** A listener that is none. */
  Attached NOBODY =
      new Attached() {
        @Override
        public Recorded detach() {
          return Recorded.NOTHING;
        }

        @Override
        public void close() {}
      };

  /** Nobody listens. */
  Tracer NONE = target -> NOBODY;

  /**
   * Attaches to a process, and returns when its events are being recorded.
   *
   * @throws NotRunException when the tool is missing, or finds nothing to attach to
   */
  Attached attach(Target target) throws NotRunException, IOException, InterruptedException;

  /**
   * What is listened to.
   *
   * @param pid the process
   * @param port where it takes commands on 127.0.0.1; 0 where it takes none
   */
  record Target(long pid, int port) {}

  /** A listener at work; closing ends it, whether or not it was detached. */
  interface Attached extends AutoCloseable {
    /** Stops listening and tells what was recorded. */
    Recorded detach() throws IOException, InterruptedException;

    @Override
    void close() throws IOException;
  }

  /**
   * What a listener got.
   *
   * @param events recorded
   * @param lost discarded for want of room
   */
  record Recorded(long events, long lost) {
    /** Nothing. */
    public static final Recorded NOTHING = new Recorded(0, 0);

    /** The sum. */
    public Recorded plus(Recorded other) {
      return new Recorded(events + other.events, lost + other.lost);
    }
  }
}
