package dev.muninn.tracepoint.recorder;

/** What a session does with its events. */
public enum Mode {
  /** Writes all of them to files; where the disk is too slow, events are lost and counted. */
  DISK,
  /**
   * Keeps the newest in a mapped file, overwriting the oldest, until a snapshot is asked for. The
   * file survives the end of the process, however it ends.
   */
  FLIGHT
}
