package dev.muninn.analysis.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a trace lacks. */
final class Notes {
  /** Waiting for a quota that is worth a word, in nanoseconds. */
  private static final long QUOTA_NANOS = 100_000_000;

  private Notes() {}

  static List<Note> of(TraceFacts facts, Analyzer analyzer) {
    List<Note> notes = new ArrayList<>();
    if (facts.lost() > 0) {
      notes.add(
          new Note(
              true,
              Units.count(facts.lost(), "event was", "events were")
                  + " lost while recording: counts and sums are too low, and a stall may be missing."
                  + " Larger buffers or fewer events help."));
    }
    for (String warning : facts.warnings()) {
      notes.add(new Note(true, warning));
    }
    if (analyzer.clientsOverflowed()) {
      notes.add(
          new Note(true, "More clients than are kept apart: figures by client are lower bounds."));
    }
    if (analyzer.keysOverflowed()) {
      notes.add(new Note(true, "More keys than are kept apart: figures by key are lower bounds."));
    }
    if (analyzer.cpu().throttled >= QUOTA_NANOS) {
      notes.add(
          new Note(
              true,
              "A CPU quota of the server's control group (cgroup cpu.max) kept the main thread"
                  + " waiting for up to "
                  + Units.time(analyzer.cpu().throttled)
                  + ": everything took longer by it, and nobody is blamed for that."));
    }
    if (analyzer.watching() > 0) {
      notes.add(
          new Note(
              false,
              "Those who recorded: "
                  + Units.count(analyzer.watching(), "TRACE command is", "TRACE commands are")
                  + " left out of the figures."));
    }
    if (analyzer.ofProgram()) {
      return notes;
    }
    Set<String> declared = facts.declared();
    if (!declared.contains("valkey_commands:command_call")) {
      notes.add(
          new Note(
              true, "Commands were not recorded: enable valkey_commands:* to know which ran."));
    }
    if (!declared.contains("valkey_server:eventloop")) {
      notes.add(
          new Note(
              true,
              "Turns of the event loop were not recorded: who waited for whom is guessed from gaps."
                  + " Enable valkey_server:* to know."));
    }
    missing(
        notes,
        declared.contains("valkey_commands_entry:command_call_entry")
            || declared.contains("redis:call__start"),
        "Who sent a command",
        "valkey_commands_entry:command_call_entry");
    missing(notes, any(declared, "valkey_db:"), "Expiry, eviction and freeing", "valkey_db:*");
    missing(notes, any(declared, "valkey_connections:"), "Connections", "valkey_connections:*");
    missing(notes, any(declared, "jvm:"), "Pauses of the JVM", "jvm:*");
    missing(notes, declared.contains("process:cpu_wait"), "Waiting for a CPU", "process:*");
    missing(notes, any(declared, "valkey_keys:"), "Keys and their sizes", "valkey_keys:*");
    return notes;
  }

  private static boolean any(Set<String> declared, String provider) {
    return declared.stream().anyMatch(e -> e.startsWith(provider));
  }

  private static void missing(List<Note> notes, boolean there, String what, String enable) {
    if (!there) {
      notes.add(new Note(false, what + ": not seen; enable " + enable + " to know."));
    }
  }
}
