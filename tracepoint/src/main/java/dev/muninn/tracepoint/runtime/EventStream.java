package dev.muninn.tracepoint.runtime;

/**
 * The way of one {@link Payload} into one recording session. It is used by whoever holds the
 * payload, so by one thread at a time.
 */
public abstract class EventStream {
  /** For the recorder, which has the one implementation, so that calls need no table. */
  protected EventStream() {}

  /**
   * Records the event in the payload, or counts it as lost. Never blocks.
   *
   * @param id the event's {@link ProviderBinding#id}
   * @param time nanoseconds of CLOCK_MONOTONIC
   */
  public abstract void record(int id, Payload payload, long time);

  /** No thread will use the payload again. */
  public abstract void abandon();
}
