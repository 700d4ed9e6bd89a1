package dev.muninn.analysis.model;

import java.util.List;
import java.util.Set;

/** Plays a server to the engine: turns with things in them, to the microsecond. */
final class Scene {
  /** The events that a trace with everything has. */
  static final Set<String> ALL =
      Set.of(
          "valkey_commands:command_call",
          "valkey_commands_entry:command_call_entry",
          "valkey_server:eventloop",
          "valkey_db:expire_cycle",
          "valkey_connections:connection_accept",
          "valkey_keys:key_delete",
          "jvm:gc_pause",
          "process:cpu_wait");

  static final long START = 5_000_000_000_000L;

  final Analyzer analyzer;
  final Set<String> declared;
  long now = START;
  private long turnBegin;

  Scene() {
    this(ALL);
  }

  Scene(Set<String> declared) {
    this.declared = declared;
    analyzer = new Analyzer(declared, AnalysisOptions.DEFAULT);
  }

  Scene idle(long micros) {
    now += micros * 1000;
    return this;
  }

  Scene begin() {
    turnBegin = now;
    return this;
  }

  Scene command(String name, long micros, long client) {
    analyzer.commandEntry(now, name, client, "127.0.0.1:" + (40000 + client), "");
    now += micros * 1000;
    analyzer.command(now, name, micros);
    return this;
  }

  Scene work(StallKind kind, long micros) {
    now += micros * 1000;
    analyzer.work(now, kind, micros);
    return this;
  }

  /** Ends the turn; {@code micros} for sending replies. */
  Scene end(long micros) {
    now += micros * 1000;
    analyzer.turn(now, (now - turnBegin) / 1000);
    return this;
  }

  /** Turns of so many clients with one short command each, one turn right after another. */
  Scene busy(int turns, int clients) {
    for (int t = 0; t < turns; t++) {
      begin();
      idle(5);
      for (int c = 1; c <= clients; c++) {
        command(c % 4 == 0 ? "set" : "get", 2, c);
      }
      work(StallKind.CRON, 3);
      end(20);
      idle(8);
    }
    return this;
  }

  /** Told as by an older server: so much of the time since {@code from}, in waits of any length. */
  Scene waitedOf(long from, long micros) {
    analyzer.cpuWait(now, new CpuWait(from, now, micros * 1000, 0, 0, 0));
    return this;
  }

  /** The thread waited between {@code from} and now; times in microseconds. */
  Scene waited(long from, long micros, long slices, long longest, long throttled) {
    analyzer.cpuWait(
        now, new CpuWait(from, now, micros * 1000, slices, longest * 1000, throttled * 1000));
    return this;
  }

  /** The next turn comes so many microseconds late for want of a CPU. */
  Scene wokenLate(long micros, long throttled) {
    long from = now;
    return idle(micros).waited(from, micros, 1, micros, throttled);
  }

  long turnBegin() {
    return turnBegin;
  }

  Analysis finish() {
    return analyzer.finish(new TraceFacts("scene", "", "", 0, declared, 0, List.of(), false));
  }
}
