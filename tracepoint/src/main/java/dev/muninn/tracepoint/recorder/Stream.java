package dev.muninn.tracepoint.recorder;

/**
 * A stream of packets in the order of time: a file of the trace. It outlives its thread and serves
 * a later one, so that thousands of short threads do not make thousands of files.
 */
final class Stream {
  /** From 0 up; CTF's stream_instance_id. */
  final int number;

  /** Number of the next slot. Of the writer, or of the flusher where there is none. */
  long nextSequence;

  /** Time of the last event of the threads before; of the flusher. */
  long lastTime;

  /** Events that the threads before have lost; of the flusher. */
  long lost;

  /** Number of the slot to be written to disk next; of the flusher. */
  long nextToWrite;

  /** Packets written to disk; of the flusher. */
  long packets;

  /** Time of the last event written to disk; of the flusher. */
  long writtenTime;

  /** Lost events the last packet on disk tells of; of the flusher. */
  long writtenLost;

  Stream(int number) {
    this.number = number;
  }
}
