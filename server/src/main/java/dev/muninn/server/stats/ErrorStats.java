package dev.muninn.server.stats;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;

/** Error replies by their code. At most 128 codes; what comes after is counted as one. */
public final class ErrorStats {
  private static final int LIMIT = 128;
  private static final String OVERFLOW = "ERRORSTATS_OVERFLOW";

  private final Map<String, long[]> counts = new TreeMap<>();
  private long total;

  /** Counts an error reply. {@code code}: its first word, without the dash. */
  public void count(String code) {
    total++;
    long[] count = counts.get(code);
    if (count == null) {
      String kept = counts.size() < LIMIT ? code : OVERFLOW;
      count = counts.computeIfAbsent(kept, key -> new long[1]);
    }
    count[0]++;
  }

  /** All error replies. */
  public long total() {
    return total;
  }

  /** Codes in their order, with their counts. */
  public void forEach(ObjLongConsumer<String> out) {
    counts.forEach((code, count) -> out.accept(code, count[0]));
  }

  /** Forgets all. */
  public void reset() {
    counts.clear();
    total = 0;
  }
}
