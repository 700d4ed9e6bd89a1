package dev.muninn.analysis.model;

import org.jspecify.annotations.Nullable;

/** A thing that happened in the present turn; reused. Times in nanoseconds. */
final class Item {
  StallKind kind = StallKind.COMMAND;
  @Nullable CommandStats command;
  @Nullable ClientStats client;
  long begin;
  long end;

  /** A moment whose cost is the time since the thing before it. */
  boolean marker;

  /** For a marker: a client came; otherwise one went. */
  boolean accept;

  /** What lay inside it, and the kind that took most of that. */
  long childNanos;

  StallKind childKind = StallKind.COMMAND;
  long childKindNanos;
  String key = "";
  long keyBytes;

  void set(
      StallKind kind,
      @Nullable CommandStats command,
      @Nullable ClientStats client,
      long begin,
      long end) {
    this.kind = kind;
    this.command = command;
    this.client = client;
    this.begin = begin;
    this.end = end;
    marker = false;
    accept = false;
    childNanos = 0;
    childKindNanos = 0;
    key = "";
    keyBytes = 0;
  }

  long nanos() {
    return end - begin;
  }

  boolean mayContain(Item other) {
    if (2 * other.begin + other.nanos() <= 2 * begin) {
      return false; // its middle lies before this one's beginning
    }
    if (command == null) {
      return kind.isBackground() && (other.kind.isBackground() || other.marker);
    }
    return command.container || other.command == null;
  }

  void absorb(Item child) {
    long self = Math.max(0, child.nanos() - child.childNanos);
    StallKind most = child.kind;
    long nanos = self;
    if (child.childKindNanos > self) {
      most = child.childKind;
      nanos = child.childKindNanos;
    }
    childNanos += child.nanos();
    if (most == childKind || childKindNanos == 0) {
      childKind = most;
      childKindNanos += nanos;
    } else if (nanos > childKindNanos) {
      childKind = most;
      childKindNanos = nanos;
    }
    if (child.keyBytes > keyBytes) {
      keyBytes = child.keyBytes;
      key = child.key;
    }
  }
}
