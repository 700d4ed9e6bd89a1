package dev.muninn.analysis.model;

/**
 * From where on something is a culprit. Times in nanoseconds.
 *
 * @param stall a single stall of this length counts
 * @param alwaysStall a single one of this length is enough
 * @param worstWindow otherwise the stalls of a kind must sum up to this within some ten seconds
 * @param pendingBytes replies that a client leaves untaken
 * @param floodWait what others waited for one client's many commands, on the mean
 */
public record Thresholds(
    long stall, long alwaysStall, long worstWindow, long pendingBytes, long floodWait) {
  /** 10 ms, 50 ms, 50 ms, 1 MiB, 0.1 ms. */
  public static final Thresholds DEFAULT =
      new Thresholds(10_000_000, 50_000_000, 50_000_000, 1 << 20, 100_000);
}
