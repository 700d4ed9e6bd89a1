package dev.muninn.analysis.export;

import java.util.ArrayList;
import java.util.List;

/** A stretch of a thread's time, with the stretches that lie in it. */
final class Slice {
  final Category category;
  final String name;
  long start;
  final long end;

  /** Client of a command; 0 and empty where it is not known. */
  long clientId;

  String address = "";
  String clientName = "";

  private List<Slice> children = List.of();

  /** What a slice is of. */
  enum Category {
    TURN,
    COMMAND,
    WORK,
    JVM;

    /** For viewers that filter by it. */
    String label() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  Slice(Category category, String name, long start, long end) {
    this.category = category;
    this.name = name;
    this.start = Math.min(start, end);
    this.end = end;
  }

  List<Slice> children() {
    return children;
  }

  /** Takes slices in, which are in order of time, before those that are in already. */
  void adopt(List<Slice> slices) {
    if (children.isEmpty()) {
      children = new ArrayList<>(slices);
    } else {
      children.addAll(0, slices);
    }
  }
}
