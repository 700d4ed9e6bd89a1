package dev.muninn.server.jvm;

import dev.muninn.server.events.ProcessEvents;
import dev.muninn.server.events.ProcessEventsTracepoints;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Fires {@code process:cpu_wait}: how long a thread was runnable without running. Read from {@code
 * /proc/self/task/TID/schedstat} (Linux, Documentation/scheduler/sched-stats: nanoseconds on a
 * processor, nanoseconds waiting on a run queue, how often it was given a processor), and only
 * while somebody listens.
 *
 * <p>It looks where turns begin and end, at most once a millisecond: so a wait within a turn that
 * became long by it is told apart from a wait before a turn, and its length is known.
 */
public final class CpuWait implements AutoCloseable {
  private static final ProcessEvents EVENTS = ProcessEventsTracepoints.INSTANCE;

  /** Shortest time between two looks, and the wait that is told at once, in nanoseconds. */
  static final long LOOK_NANOS = 1_000_000;

  /** Shortest time in which lesser waits are summed up, in nanoseconds. */
  static final long WINDOW_NANOS = 100_000_000;

  private static final Path PROC = Path.of("/proc");

  private final RandomAccessFile file;
  private final ProcessEvents events;
  private final byte[] text = new byte[96];
  private boolean readable = true;
  private boolean listening;
  private @Nullable Throttling throttling;

  // As read.
  private long readWait;
  private long readSlices;
  private long readThrottled;

  // At the last look.
  private long lookNanos;
  private long lookWait;
  private long lookSlices;
  private long lookThrottled;

  // At the begin of the window that is not told yet.
  private long windowNanos;
  private long windowWait;
  private long windowSlices;
  private long windowThrottled;
  private long longest;

  CpuWait(RandomAccessFile file, ProcessEvents events) {
    this.file = file;
    this.events = events;
  }

  /** For the calling thread; null where the system does not tell. */
  public static @Nullable CpuWait ofThisThread() {
    return ofThisThread(EVENTS);
  }

  static @Nullable CpuWait ofThisThread(ProcessEvents events) {
    try {
      Path thread = PROC.resolve(Files.readSymbolicLink(PROC.resolve("thread-self")));
      return new CpuWait(new RandomAccessFile(thread.resolve("schedstat").toFile(), "r"), events);
    } catch (IOException | UnsupportedOperationException e) {
      return null;
    }
  }

  /**
   * The thread has been woken, or has not slept, and begins a turn; costs nothing while nobody
   * listens.
   *
   * @param nowNanos CLOCK_MONOTONIC
   */
  public void turnBegins(long nowNanos) {
    if (due(nowNanos)) {
      // All waits but the last one lie within a millisecond: a later turn would have looked.
      look(nowNanos, LOOK_NANOS);
    }
  }

  /**
   * A turn is over, and has not been told yet.
   *
   * @param nowNanos CLOCK_MONOTONIC
   */
  public void turnEnds(long nowNanos) {
    if (due(nowNanos)) {
      look(nowNanos, Long.MAX_VALUE);
    }
  }

  private boolean due(long nowNanos) {
    if (!events.cpuWaitEnabled()) {
      if (listening) {
        cease();
      }
      return false;
    }
    if (listening) {
      return nowNanos - lookNanos >= LOOK_NANOS;
    }
    if (readable) {
      listening = true;
      throttling = Throttling.ofThisProcess();
      read();
      looked(nowNanos);
      beginWindow();
    }
    return false;
  }

  /**
   * Tells what there is to tell.
   *
   * @param others the most that all waits but the longest can have taken since the last look
   */
  private void look(long nowNanos, long others) {
    read();
    long wait = readWait - lookWait;
    long slices = Math.max(1, readSlices - lookSlices);
    long atLeast = Math.max(wait / slices, wait - others);
    if (wait >= LOOK_NANOS) {
      tell();
      beginWindow();
    }
    longest = Math.max(longest, atLeast);
    looked(nowNanos);
    if (wait >= LOOK_NANOS || nowNanos - windowNanos >= WINDOW_NANOS) {
      tell();
      beginWindow();
    }
  }

  private void cease() {
    listening = false;
    if (throttling != null) {
      throttling.close();
      throttling = null;
    }
  }

  private void looked(long nowNanos) {
    lookNanos = nowNanos;
    lookWait = readWait;
    lookSlices = readSlices;
    lookThrottled = readThrottled;
  }

  /** A new window begins at the last look. */
  private void beginWindow() {
    windowNanos = lookNanos;
    windowWait = lookWait;
    windowSlices = lookSlices;
    windowThrottled = lookThrottled;
    longest = 0;
  }

  /** Tells the window up to the last look, if there is anything in it. */
  private void tell() {
    long wait = lookWait - windowWait;
    if (wait >= 1000) {
      events.cpuWait(
          wait / 1000,
          (lookNanos - windowNanos) / 1000,
          windowNanos,
          lookSlices - windowSlices,
          longest / 1000,
          Math.clamp(lookThrottled - windowThrottled, 0, wait) / 1000);
    }
  }

  /** Reads the second and third number of the line; what cannot be read once is given up. */
  private void read() {
    try {
      file.seek(0);
      int length = file.read(text);
      int at = 0;
      while (at < length && text[at] != ' ') {
        at++;
      }
      long wait = 0;
      for (at++; at < length && text[at] >= '0' && text[at] <= '9'; at++) {
        wait = wait * 10 + (text[at] - '0');
      }
      long slices = 0;
      for (at++; at < length && text[at] >= '0' && text[at] <= '9'; at++) {
        slices = slices * 10 + (text[at] - '0');
      }
      readWait = wait;
      readSlices = slices;
      readThrottled = throttling == null ? 0 : throttling.nanos();
    } catch (IOException e) {
      readable = false;
      cease();
    }
  }

  @Override
  public void close() {
    cease();
    try {
      file.close();
    } catch (IOException e) {
      // A file of /proc has nothing to lose.
    }
  }
}
