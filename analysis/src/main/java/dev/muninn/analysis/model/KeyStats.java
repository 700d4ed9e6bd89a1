package dev.muninn.analysis.model;

/** What is counted of one key. */
final class KeyStats {
  record Id(long db, String key) {}

  final Id id;
  String type = "";
  long reads;
  long writes;
  long deletes;
  long maxBytes;

  /** Nanoseconds of the commands that used it as their first key. */
  long own;

  KeyStats(Id id) {
    this.id = id;
  }

  long uses() {
    return reads + writes + deletes;
  }
}
