package dev.muninn.analysis.model;

import org.jspecify.annotations.Nullable;

/**
 * A piece of a turn that was long enough to matter, while what explains it and who waited for it is
 * still being collected.
 */
final class Notable {
  /** From this size on a value takes its time to be copied and sent. */
  static final long LARGE_BYTES = 1 << 20;

  private static final int OUTLIER = 300;

  final StallKind kind;

  /** A command's name, or the kind's label. */
  final String label;

  final long begin;
  final long end;
  final @Nullable ClientStats client;
  final @Nullable CommandStats command;

  /** What filled most of it from inside (expiry inside cron), and for how long. */
  @Nullable StallKind innerKind;

  long innerNanos;

  /** A key it used, and the greatest size of one in bytes. */
  String key = "";

  long keyBytes;

  /** The median length of its like, where known. */
  long usual;

  long victims;
  long stolen;
  long cpu;

  /** How much of {@link #cpu}, at most, was for a CPU quota. */
  long throttled;

  long gc;
  long safepoint;

  /** Commands that waited for it and stand in the list of the slowest already. */
  int listed;

  /** A pause that the JVM told, not a piece of a turn. */
  boolean jvmPause;

  Notable(
      StallKind kind,
      String label,
      long begin,
      long end,
      @Nullable ClientStats client,
      @Nullable CommandStats command) {
    this.kind = kind;
    this.label = label;
    this.begin = begin;
    this.end = end;
    this.client = client;
    this.command = command;
  }

  long nanos() {
    return end - begin;
  }

  long overlap(Notable other) {
    return Math.max(0, Math.min(end, other.end) - Math.max(begin, other.begin));
  }

  /** What remains for its own kind when the causes from outside are taken off. */
  long remaining() {
    return Math.max(0, nanos() - gc - safepoint - cpu);
  }

  /** What is to be blamed for most of it. */
  StallKind cause() {
    long remaining = remaining();
    long most = Math.max(Math.max(gc, safepoint), Math.max(cpu, remaining));
    if (most == remaining) {
      if (innerKind != null && innerNanos * 2 >= nanos()) {
        return innerKind;
      }
      return isOutlier() ? StallKind.UNEXPLAINED : kind;
    }
    if (most == gc) {
      return StallKind.GC;
    }
    if (most == safepoint) {
      return StallKind.SAFEPOINT;
    }
    return 2 * throttled >= cpu ? StallKind.QUOTA : StallKind.CPU_WAIT;
  }

  /** The name of {@link #cause} in a group of equals: the command's name, or the kind's label. */
  String causeLabel() {
    StallKind cause = cause();
    return cause == kind ? label : cause.label();
  }

  /**
   * Whether the cause cannot have been the work itself: reading and sending without a large value
   * in sight, or work that always takes the same short time and took hundreds of times as long.
   */
  private boolean isOutlier() {
    if (keyBytes >= LARGE_BYTES) {
      return false;
    }
    if (command == null) {
      return switch (kind) {
        case READ, WRITE -> true;
        case CRON -> remaining() > OUTLIER * Math.max(1000, usual);
        default -> false;
      };
    }
    return command.fast && remaining() > OUTLIER * Math.max(1000, command.own.quantile(0.5));
  }
}
