package dev.muninn.analysis.model;

import java.util.EnumMap;

/** A sum of nanoseconds for each kind. */
final class KindSums {
  private static final class Sum {
    long nanos;
  }

  private final EnumMap<StallKind, Sum> sums = new EnumMap<>(StallKind.class);

  void add(StallKind kind, long nanos) {
    Sum sum = sums.get(kind);
    if (sum == null) {
      sum = new Sum();
      sums.put(kind, sum);
    }
    sum.nanos += Math.max(0, nanos);
  }

  long get(StallKind kind) {
    Sum sum = sums.get(kind);
    return sum == null ? 0 : sum.nanos;
  }
}
