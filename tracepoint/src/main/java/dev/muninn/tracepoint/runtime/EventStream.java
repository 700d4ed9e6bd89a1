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

  /**
   * Begins an event whose fields are written into the packet. Never blocks. What is begun and not
   * committed counts for nothing.
   *
   * @param id the event's {@link ProviderBinding#id}
   * @param most bytes the fields may take, {@link Payload#SLACK} not counted
   * @param time nanoseconds of CLOCK_MONOTONIC
   * @return address of the first field; 0 where it must be recorded by {@link #record}
   */
  public abstract long begin(int id, int most, long time);

  /**
   * Records the event that was begun last.
   *
   * @param end address after the last field
   */
  public abstract void commit(long end);

  /** No thread will use the payload again. */
  public abstract void abandon();
}
