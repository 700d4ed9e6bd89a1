package dev.muninn.server.stats;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Calls, time, refusals, failures and latencies per command, by the command's id. */
public final class CommandStats {
  private static final long NANOS_PER_MICRO = 1000;

  private final long[] calls;
  private final long[] nanos;
  private final long[] rejected;
  private final long[] failed;
  private final @Nullable LatencyHistogram[] latencies;

  /** For commands of ids 0 to {@code ids - 1}. */
  public CommandStats(int ids) {
    calls = new long[ids];
    nanos = new long[ids];
    rejected = new long[ids];
    failed = new long[ids];
    latencies = new @Nullable LatencyHistogram[ids];
  }

  /** A command has run, with or without success, for so many nanoseconds. */
  public void called(int id, long durationNanos) {
    calls[id]++;
    nanos[id] += durationNanos;
  }

  /** As {@link #called}, and its latency is kept: directive {@code latency-tracking}. */
  public void calledTracked(int id, long durationNanos) {
    called(id, durationNanos);
    LatencyHistogram histogram = latencies[id];
    if (histogram == null) {
      histogram = new LatencyHistogram();
      latencies[id] = histogram;
    }
    histogram.record(durationNanos);
  }

  /** A command was refused before it ran: arguments, permissions, state. */
  public void rejected(int id) {
    rejected[id]++;
  }

  /** A command that ran has answered an error. */
  public void failed(int id) {
    failed[id]++;
  }

  /** How often it ran. */
  public long calls(int id) {
    return calls[id];
  }

  /** Time spent in it, microseconds. */
  public long micros(int id) {
    return nanos[id] / NANOS_PER_MICRO;
  }

  /** How often it was refused before it ran. */
  public long rejectedCalls(int id) {
    return rejected[id];
  }

  /** How often it answered an error. */
  public long failedCalls(int id) {
    return failed[id];
  }

  /** Its latencies, or null when none were kept. */
  public @Nullable LatencyHistogram latency(int id) {
    return latencies[id];
  }

  /** Whether there is anything to tell of it. */
  public boolean isUsed(int id) {
    return calls[id] != 0 || rejected[id] != 0 || failed[id] != 0;
  }

  /** Forgets all. */
  public void reset() {
    Arrays.fill(calls, 0);
    Arrays.fill(nanos, 0);
    Arrays.fill(rejected, 0);
    Arrays.fill(failed, 0);
    Arrays.fill(latencies, null);
  }
}
