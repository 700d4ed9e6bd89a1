package dev.muninn.analysis.model;

/**
 * What the engine is told, in the order of the trace. Times are nanoseconds of CLOCK_MONOTONIC; the
 * time of a thing that lasts is its end. Strings that come again should be the same object.
 */
public interface FactSink {
  /** How a command used a key. */
  enum KeyUse {
    READ,
    WRITE,
    DELETE
  }

  /** A command has run for so many microseconds. */
  void command(long nanos, String name, long micros);

  /** A command of this client begins; empty strings where not known. */
  void commandEntry(long nanos, String name, long client, String address, String clientName);

  /** The command before was one that takes the same short time whatever the data (flag FAST). */
  void fastCommand();

  /** A turn of the event loop has ended. */
  void turn(long nanos, long micros);

  /** Other work of the main thread has ended. */
  void work(long nanos, StallKind kind, long micros);

  /** A client was accepted. */
  void accepted(long nanos, long client, String address);

  /** A connection was closed. */
  void closed(long nanos, long client);

  /** So many bytes of replies wait for a client that does not take them. */
  void outputPending(long nanos, long client, String address, long bytes);

  /** A command used a key; told before the command's end. */
  void key(long nanos, KeyUse use, long db, String key, String type, long bytes);

  /** The JVM stood still from {@code start} on; told later. */
  void jvmPause(long nanos, StallKind kind, String name, long start, long micros);

  /** The main thread had to wait for a CPU; told within the turn that it is about or precedes. */
  void cpuWait(long nanos, CpuWait wait);

  /** An event that is known and says nothing to the engine. */
  void other(long nanos);

  /** An event that the engine does not know. */
  void event(long nanos, String event);

  /**
   * The same of one that tells how long something took.
   *
   * @param duration nanoseconds
   * @param inNanos whether it was told in nanoseconds
   */
  void event(long nanos, String event, long duration, boolean inNanos);
}
