package dev.muninn.analysis.model;

import org.jspecify.annotations.Nullable;

/**
 * A piece of a turn that was long enough to matter, while what explains it and who waited for it is
 * still being collected.
 */
final class Notable {
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

  long victims;
  long stolen;
  long cpu;
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
    return most == gc ? StallKind.GC : most == safepoint ? StallKind.SAFEPOINT : StallKind.CPU_WAIT;
  }

  /** The name of {@link #cause} in a group of equals: the command's name, or the kind's label. */
  String causeLabel() {
    StallKind cause = cause();
    return cause == kind ? label : cause.label();
  }

  /**
   * Whether a command that always takes the same short time took hundreds of times as long, with no
   * large value in sight: then the cause was not the command.
   */
  private boolean isOutlier() {
    return command != null
        && command.fast
        && keyBytes < 1 << 20
        && command.own.count() >= 100
        && remaining() > 300 * Math.max(1000, command.own.quantile(0.5));
  }
}
