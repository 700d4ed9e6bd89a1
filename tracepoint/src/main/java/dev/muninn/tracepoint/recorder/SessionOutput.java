package dev.muninn.tracepoint.recorder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * What becomes of a session's packets. All but {@link #metadata} is called under the session's
 * lock.
 */
interface SessionOutput {
  /**
   * Takes the text that describes the events; called under the recorder's lock of rules, before an
   * event that is new in it is fired.
   *
   * @throws RecorderException if it does not fit
   */
  void metadata(String text) throws RecorderException;

  /** Whether it has a text. */
  boolean described();

  /** Writes full packets, and where told those not full too; returns how many full ones. */
  int flush(boolean partly) throws IOException;

  /**
   * Demands that the buffers have what was written to them.
   *
   * @throws IOException if some of it was lost with the file beneath them
   */
  default void requireWhole() throws IOException {}

  /** Tells the reader of lost events that no packet has told of. */
  void tellLost(Streams streams) throws IOException;

  /** Rotates where a limit is reached. */
  void rotateIfDue(long now) throws IOException;

  /**
   * Begins the next chunk and returns where the last one is.
   *
   * @throws RecorderException if there are no chunks
   */
  Path rotate() throws IOException, RecorderException;

  void close() throws IOException;

  /**
   * How many events are in the buffers that will not be written any more, for an earlier error.
   *
   * @param contextSize bytes of each event's context
   * @param known the events there can be, by id
   */
  long unwritten(int contextSize, Map<Integer, EventPlans.Known> known);

  /** Bytes written to disk; this and what follows may be called without a lock. */
  long bytes();

  /** Packets written to disk. */
  long packets();

  /** Chunks closed. */
  int rotations();
}
