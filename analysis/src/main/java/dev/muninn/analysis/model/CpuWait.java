package dev.muninn.analysis.model;

/**
 * A window in which the main thread had to wait for a CPU. Times in nanoseconds, of
 * CLOCK_MONOTONIC.
 *
 * @param begin the window's begin
 * @param end the window's end
 * @param waited sum of the waiting in it
 * @param slices how many waits that were; 0 where the trace does not tell, and then their lengths
 *     are not known
 * @param longest what the longest of them lasted at least; 0 where the trace does not tell
 * @param throttled how much of the waiting, at most, was for a CPU quota
 */
public record CpuWait(
    long begin, long end, long waited, long slices, long longest, long throttled) {
  /** How long the longest wait was that no quota explains. */
  long taken() {
    return Math.max(0, longest - throttled);
  }
}
