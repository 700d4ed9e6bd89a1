package dev.muninn.analysis.export;

import org.jspecify.annotations.Nullable;

/** Events of one thread, and what is known of it while they are read. */
public final class EventTrack {
  private final int number;
  private final String process;
  private final long thread;
  private final @Nullable String threadName;
  private long turn;

  /** The command that is running, as its entry event told; empty name for none. */
  final CommandEntry entry = new CommandEntry();

  /** A track; without a thread id (0) all events of the process are on it. */
  EventTrack(int number, String process, long thread, @Nullable String threadName) {
    this.number = number;
    this.process = process;
    this.thread = thread;
    this.threadName = threadName;
  }

  /** From 0 without gaps, in order of their first events. */
  public int number() {
    return number;
  }

  /** Name and id of the process, and host, as far as the trace tells. */
  public String process() {
    return process;
  }

  /** Id of the thread, or 0 where the trace does not tell. */
  public long thread() {
    return thread;
  }

  /** Name of the thread for people. */
  public String threadName() {
    String name = threadName;
    if (name != null && !name.isEmpty()) {
      return name;
    }
    return thread == 0 ? "events" : "thread " + thread;
  }

  /** Number of the turn of the event loop that the current event lies in, from 1. */
  public long turn() {
    return turn + 1;
  }

  void endTurn() {
    turn++;
  }

  /** What {@code command_call_entry} told of a command that has not ended yet. */
  static final class CommandEntry {
    boolean set;
    long nanos;
    String name = "";
    long clientId;
    String address = "";
    String clientName = "";
  }
}
