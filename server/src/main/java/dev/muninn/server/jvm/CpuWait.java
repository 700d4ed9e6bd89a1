package dev.muninn.server.jvm;

import dev.muninn.server.events.ProcessEvents;
import dev.muninn.server.events.ProcessEventsTracepoints;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Fires {@code process:cpu_wait}: how long a thread was runnable without running. Read from the
 * second number of {@code /proc/self/task/TID/schedstat} (Linux,
 * Documentation/scheduler/sched-stats: nanoseconds spent waiting on a run queue), and only while
 * somebody listens.
 */
public final class CpuWait implements AutoCloseable {
  private static final ProcessEvents EVENTS = ProcessEventsTracepoints.INSTANCE;

  /** Shortest time between two looks, in nanoseconds. */
  private static final long WINDOW_NANOS = 100_000_000;

  private static final Path PROC = Path.of("/proc");

  private final RandomAccessFile file;
  private final byte[] text = new byte[96];
  private boolean listening;
  private long lastNanos;
  private long lastWait;

  private CpuWait(RandomAccessFile file) {
    this.file = file;
  }

  /** For the calling thread; null where the system does not tell. */
  public static @Nullable CpuWait ofThisThread() {
    try {
      Path thread = PROC.resolve(Files.readSymbolicLink(PROC.resolve("thread-self")));
      return new CpuWait(new RandomAccessFile(thread.resolve("schedstat").toFile(), "r"));
    } catch (IOException | UnsupportedOperationException e) {
      return null;
    }
  }

  /**
   * Looks whether the thread had to wait; costs nothing while nobody listens.
   *
   * @param nowNanos CLOCK_MONOTONIC
   */
  public void look(long nowNanos) {
    if (!EVENTS.cpuWaitEnabled()) {
      listening = false;
      return;
    }
    if (listening && nowNanos - lastNanos < WINDOW_NANOS) {
      return;
    }
    long wait = read();
    if (listening && wait - lastWait >= 1000) {
      EVENTS.cpuWait((wait - lastWait) / 1000, (nowNanos - lastNanos) / 1000);
    }
    listening = true;
    lastNanos = nowNanos;
    lastWait = wait;
  }

  /** The second number of the line, or 0 when it cannot be read. */
  private long read() {
    try {
      file.seek(0);
      int length = file.read(text);
      int at = 0;
      while (at < length && text[at] != ' ') {
        at++;
      }
      long value = 0;
      for (at++; at < length && text[at] >= '0' && text[at] <= '9'; at++) {
        value = value * 10 + (text[at] - '0');
      }
      return value;
    } catch (IOException e) {
      return 0;
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      // A file of /proc has nothing to lose.
      listening = false;
    }
  }
}
