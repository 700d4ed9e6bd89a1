package dev.muninn.analysis.model;

import java.util.ArrayDeque;

/** The greatest sum within any ten seconds of amounts that come in order of time. */
final class WorstWindow {
  private static final long WINDOW = 10_000_000_000L;
  private static final int LIMIT = 20_000;

  private record Amount(long nanos, long amount) {}

  private final ArrayDeque<Amount> amounts = new ArrayDeque<>();
  private long sum;
  private long worst;

  void add(long nanos, long amount) {
    amounts.add(new Amount(nanos, amount));
    sum += amount;
    while (nanos - amounts.element().nanos > WINDOW || amounts.size() > LIMIT) {
      sum -= amounts.remove().amount;
    }
    worst = Math.max(worst, sum);
  }

  long worst() {
    return worst;
  }
}
