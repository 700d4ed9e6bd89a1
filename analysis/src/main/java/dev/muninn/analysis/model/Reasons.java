package dev.muninn.analysis.model;

import org.jspecify.annotations.Nullable;

/** What delayed a command, in words. */
final class Reasons {
  private Reasons() {}

  /**
   * @param own nanoseconds of the command itself
   * @param felt with its waiting
   * @param cause what it waited for, or its own stall; null when neither was long
   */
  static String of(long own, long felt, @Nullable Notable cause) {
    if (cause == null) {
      return felt > own ? "waited " + Units.time(felt - own) + " behind others" : "its own work";
    }
    StallKind kind = cause.cause();
    String what =
        switch (kind) {
          case COMMAND, SCRIPT -> cause.label.toUpperCase(java.util.Locale.ROOT);
          default -> kind.words();
        };
    if (felt - own > own) {
      String whose = cause.client == null ? "" : " of " + cause.client.client().words();
      boolean command = kind == StallKind.COMMAND || kind == StallKind.SCRIPT;
      return "waited " + Units.time(felt - own) + " behind " + what + (command ? whose : "");
    }
    if (kind == cause.kind) {
      return "its own work"
          + (cause.keyBytes >= 1 << 20 ? ": a value of " + Units.bytes(cause.keyBytes) : "");
    }
    return "not its own work: " + what;
  }
}
