package dev.muninn.server.stats;

import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Spikes of latency by event, as {@code command} or {@code expire-cycle}. */
public final class LatencyMonitor {
  private final Map<String, LatencySeries> events = new TreeMap<>();

  /**
   * Notes what an event took, if that is a spike.
   *
   * @param threshold milliseconds, directive {@code latency-monitor-threshold}; 0 is off
   */
  public void addIfSlow(String event, long millis, long threshold, long nowSeconds) {
    if (threshold > 0 && millis >= threshold) {
      add(event, millis, nowSeconds);
    }
  }

  /** Notes a spike. */
  public void add(String event, long millis, long nowSeconds) {
    events.computeIfAbsent(event, key -> new LatencySeries()).add(millis, nowSeconds);
  }

  /** The samples of an event, or null when it has none. */
  public @Nullable LatencySeries series(String event) {
    return events.get(event);
  }

  /** Events in the order of their names. */
  public Map<String, LatencySeries> events() {
    return Collections.unmodifiableMap(events);
  }

  /** Forgets all events; returns how many there were. */
  public int reset() {
    int count = events.size();
    events.clear();
    return count;
  }

  /** Forgets an event, named in any mixture of cases; returns how many there were. */
  public int reset(String event) {
    int count = 0;
    for (Iterator<String> names = events.keySet().iterator(); names.hasNext(); ) {
      if (names.next().equalsIgnoreCase(event)) {
        names.remove();
        count++;
      }
    }
    return count;
  }
}
