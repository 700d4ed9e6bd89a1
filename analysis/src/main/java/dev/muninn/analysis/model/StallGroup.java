package dev.muninn.analysis.model;

/** All stalls of one kind and name. Times in nanoseconds. */
final class StallGroup {
  final StallKind kind;
  final String label;
  final TopN<Stall> worst = new TopN<>(3);
  final WorstWindow window = new WorstWindow();
  long count;
  long total;
  long max;
  long victims;
  long stolen;

  /** Stalls of at least the length from which one is a culprit. */
  long severe;

  /** Greatest size in bytes of a key used by one of them, and the key. */
  long keyBytes;

  String key = "";

  StallGroup(StallKind kind, String label) {
    this.kind = kind;
    this.label = label;
  }

  void add(Stall stall, long severeNanos) {
    count++;
    total += stall.nanos();
    max = Math.max(max, stall.nanos());
    victims += stall.victims();
    stolen += stall.stolen();
    if (stall.nanos() >= severeNanos) {
      severe++;
    }
    worst.offer(stall.nanos(), stall);
    window.add(stall.begin(), stall.nanos());
  }
}
