package dev.muninn.analysis.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The engine: is told the facts of a trace in order, and then asked. One thread. */
public final class Analyzer implements FactSink {
  private static final int MAX_COMMANDS = 4096;
  private static final int MAX_CLIENTS = 20_000;
  private static final int MAX_KEYS = 50_000;
  private static final int MAX_EVENTS = 4096;

  /** A wait that ended so shortly after a turn's begin, in nanoseconds, was for being woken. */
  private static final long WAKE_NANOS = 10_000;

  /** Reports within one turn: a trace with more has lost the ends of turns. */
  private static final int MAX_CPU_WAITS = 4096;

  /** No thing lasts longer; what says so is a broken record. */
  private static final long MAX_MICROS = 86_400_000_000L;

  private final AnalysisOptions options;
  private final boolean turnsTold;
  private final Stalls stalls;
  private final Turns turns;
  private final CpuWaits cpu;
  private final Map<String, CommandStats> commands = new HashMap<>();
  private final BoundedTable<Long, ClientStats> clients =
      new BoundedTable<>(MAX_CLIENTS, ClientStats::weight);
  private final BoundedTable<KeyStats.Id, KeyStats> keys =
      new BoundedTable<>(MAX_KEYS, KeyStats::uses);
  private final Map<String, EventStats> strangers = new HashMap<>();
  private final EventStats otherStrangers = new EventStats("(others)");
  private final CommandStats others = new CommandStats("(others)");
  private @Nullable ClientStats sender;
  private @Nullable CommandStats last;
  private @Nullable KeyStats firstKey;
  private String largeKey = "";
  private long largeBytes;
  private long begin = Long.MIN_VALUE;
  private long end = Long.MIN_VALUE;
  private long events;
  private long strangerEvents;
  private long watching;

  // As they were at the end of the turn before.
  private long cpuBusy;
  private long cpuCommands;

  /** Reports of the present turn. */
  private final List<CpuWait> cpuWaits = new ArrayList<>();

  /**
   * @param declared the events that the trace may have, {@code provider:event}
   */
  public Analyzer(Set<String> declared, AnalysisOptions options) {
    this.options = options;
    turnsTold = declared.contains("valkey_server:eventloop");
    stalls = new Stalls(options.thresholds().stall());
    cpu = new CpuWaits(options.thresholds().stall());
    turns = new Turns(stalls, turnsTold, options.slowest());
  }

  private void at(long nanos) {
    if (begin == Long.MIN_VALUE) {
      begin = nanos;
      end = nanos;
    }
    end = Math.max(end, nanos);
    events++;
  }

  /** From what a trace says, bounded. */
  static long nanos(long micros) {
    return Math.clamp(micros, 0, MAX_MICROS) * 1000;
  }

  @Override
  public void command(long nanos, String name, long micros) {
    at(nanos);
    CommandStats command = commandStats(name);
    long took = nanos(micros);
    command.own.add(took);
    ClientStats client = sender;
    if (command.watcher) {
      watching++;
    } else if (client != null) {
      client.commands++;
      client.own += took;
      client.maxOwn = Math.max(client.maxOwn, took);
    }
    Item item = turns.add(command.kind(), command, client, nanos - took, nanos);
    if (largeBytes > item.keyBytes) {
      item.keyBytes = largeBytes;
      item.key = largeKey;
    }
    KeyStats key = firstKey;
    if (key != null) {
      key.own += took;
      firstKey = null;
      largeBytes = 0;
      largeKey = "";
    }
    last = command;
  }

  private CommandStats commandStats(String name) {
    CommandStats command = commands.get(name);
    if (command == null) {
      if (commands.size() >= MAX_COMMANDS) {
        return others;
      }
      command = new CommandStats(name);
      commands.put(name, command);
    }
    return command;
  }

  @Override
  public void commandEntry(
      long nanos, String name, long client, String address, String clientName) {
    at(nanos);
    if (client == 0) {
      sender = null;
      return;
    }
    ClientStats stats = client(client, address);
    if (!clientName.isEmpty()) {
      stats.name = clientName;
    }
    sender = stats;
  }

  private ClientStats client(long id, String address) {
    ClientStats stats = sender;
    if (stats == null || stats.id != id) {
      stats = clients.get(id, ClientStats::new);
    }
    if (!address.isEmpty()) {
      stats.address = address;
    }
    return stats;
  }

  @Override
  public void fastCommand() {
    if (last != null) {
      last.fast = true;
    }
  }

  @Override
  public void turn(long nanos, long micros) {
    at(nanos);
    long turnBegin = nanos - nanos(micros);
    turns.end(turnBegin, nanos, turnBegin >= begin);
    settleCpuWaits(turnBegin);
    stalls.advance(nanos);
  }

  @Override
  public void work(long nanos, StallKind kind, long micros) {
    at(nanos);
    turns.add(kind, null, null, nanos - nanos(micros), nanos);
  }

  @Override
  public void accepted(long nanos, long client, String address) {
    at(nanos);
    marker(nanos).accept = true;
  }

  private Item marker(long nanos) {
    Item item = turns.add(StallKind.CONNECTIONS, null, null, nanos, nanos);
    item.marker = true;
    return item;
  }

  @Override
  public void closed(long nanos, long client) {
    at(nanos);
    marker(nanos);
  }

  @Override
  public void outputPending(long nanos, long client, String address, long bytes) {
    at(nanos);
    ClientStats stats = clients.get(client, ClientStats::new);
    if (!address.isEmpty()) {
      stats.address = address;
    }
    turns.outputPending(bytes);
    if (stats.pendingEvents++ == 0) {
      stats.pendingFirst = nanos;
    }
    if (bytes > stats.pendingMax) {
      stats.pendingMax = bytes;
      stats.pendingMaxAt = nanos;
    }
  }

  @Override
  public void key(long nanos, KeyUse use, long db, String key, String type, long bytes) {
    at(nanos);
    KeyStats stats = keys.get(new KeyStats.Id(db, key), KeyStats::new);
    stats.type = type;
    stats.maxBytes = Math.max(stats.maxBytes, bytes);
    switch (use) {
      case READ -> stats.reads++;
      case WRITE -> stats.writes++;
      case DELETE -> stats.deletes++;
    }
    if (firstKey == null) {
      firstKey = stats;
    }
    if (bytes > largeBytes) {
      largeBytes = bytes;
      largeKey = key;
    }
  }

  @Override
  public void jvmPause(long nanos, StallKind kind, String name, long start, long micros) {
    at(nanos);
    stalls.jvmPause(new Notable(kind, name, start, start + nanos(micros), null, null));
  }

  @Override
  public void cpuWait(long nanos, CpuWait wait) {
    at(nanos);
    cpuWaits.add(wait);
    if (!turnsTold || cpuWaits.size() >= MAX_CPU_WAITS) {
      settleCpuWaits(nanos);
    }
  }

  /**
   * Waits are told before the end of the turn that they are about: they are laid out when it is
   * over.
   *
   * @param begin when that turn began: what ended before it kept the thread from waking
   */
  private void settleCpuWaits(long begin) {
    long ran = turns.commands() - cpuCommands;
    long inTurns = 0;
    for (CpuWait w : cpuWaits) {
      boolean inTurn = !turnsTold || w.end() > begin + WAKE_NANOS;
      if (inTurn || w.slices() == 0) {
        stalls.cpuWait(w, turnsTold && inTurn && w.slices() > 0);
      }
      inTurns += inTurn ? w.waited() : 0;
      cpu.add(w, inTurn, turnsTold ? ran : 1);
    }
    cpuWaits.clear();
    cpu.turn(end, turns.busy() - cpuBusy - inTurns, ran);
    cpuBusy = turns.busy();
    cpuCommands = turns.commands();
  }

  @Override
  public void other(long nanos) {
    at(nanos);
  }

  @Override
  public void event(long nanos, String event) {
    stranger(nanos, event).add(nanos);
  }

  @Override
  public void event(long nanos, String event, long duration, boolean inNanos) {
    stranger(nanos, event).add(nanos, Math.clamp(duration, 0, MAX_MICROS * 1000), inNanos);
  }

  private EventStats stranger(long nanos, String event) {
    at(nanos);
    strangerEvents++;
    EventStats stats = strangers.get(event);
    if (stats == null) {
      if (strangers.size() >= MAX_EVENTS) {
        return otherStrangers;
      }
      stats = new EventStats(event);
      strangers.put(event, stats);
    }
    return stats;
  }

  private List<EventRow> eventRows() {
    List<EventRow> rows = new ArrayList<>();
    strangers.values().forEach(stats -> rows.add(stats.row()));
    if (otherStrangers.count > 0) {
      rows.add(otherStrangers.row());
    }
    rows.sort(Comparator.comparingLong(EventRow::count).reversed().thenComparing(EventRow::name));
    return rows;
  }

  /** All facts have been told. Once. */
  public Analysis finish(TraceFacts facts) {
    turns.finish();
    settleCpuWaits(end);
    cpu.finish();
    stalls.finish();
    long first = begin == Long.MIN_VALUE ? 0 : begin;
    long until = begin == Long.MIN_VALUE ? 0 : end;
    List<Stall> timeline = new ArrayList<>(stalls.longest());
    timeline.sort((a, b) -> Long.compare(a.begin(), b.begin()));
    List<CommandRow> commandRows = new ArrayList<>();
    for (CommandStats c : commands.values()) {
      if (!c.watcher) {
        commandRows.add(new CommandRow(c.name, c.own, c.felt));
      }
    }
    if (others.own.count() > 0) {
      commandRows.add(new CommandRow(others.name, others.own, others.felt));
    }
    commandRows.sort((a, b) -> Long.compare(b.own().total(), a.own().total()));
    return new Analysis(
        facts,
        first,
        until,
        events,
        Notes.of(facts, this),
        new Judge(options.thresholds(), this, first, until - first).findings(),
        commandRows,
        turns.ownAll(),
        turns.feltAll(),
        turns.slowest(),
        clientRows(),
        keyRows(),
        new Analysis.TurnFigures(
            turnsTold, turns.lengths(), turns.busy(), turnParts(), turns.longest()),
        timeline,
        turns.ownHeatmap(),
        turns.feltHeatmap(),
        eventRows());
  }

  private List<ClientRow> clientRows() {
    List<ClientRow> rows = new ArrayList<>();
    for (ClientStats c : clients.top(options.rows(), ClientStats::weight)) {
      if (c.commands + c.pendingMax == 0) {
        continue; // who watched
      }
      rows.add(
          new ClientRow(
              c.client(), c.commands, c.own, c.occupied, c.maxOwn, c.maxFelt, c.pendingMax));
    }
    return rows;
  }

  private List<KeyRow> keyRows() {
    List<KeyRow> rows = new ArrayList<>();
    for (KeyStats k : keys.top(options.rows(), KeyStats::uses)) {
      rows.add(
          new KeyRow(
              k.id.db(), k.id.key(), k.type, k.reads, k.writes, k.deletes, k.maxBytes, k.own));
    }
    return rows;
  }

  private List<TurnRow.Part> turnParts() {
    List<TurnRow.Part> parts = new ArrayList<>();
    for (StallKind kind : StallKind.values()) {
      long nanos = turns.kindNanos().get(kind);
      if (nanos > 0) {
        String label = kind == StallKind.COMMAND ? "commands" : kind.label();
        parts.add(new TurnRow.Part(kind, label, nanos, 0));
      }
    }
    parts.sort((a, b) -> Long.compare(b.nanos(), a.nanos()));
    return parts;
  }

  /** Whether events were told, and all were of a program that is no server. */
  boolean ofProgram() {
    return strangerEvents > 0 && strangerEvents == events;
  }

  /** TRACE commands of those who recorded. */
  long watching() {
    return watching;
  }

  Collection<StallGroup> groups() {
    return stalls.groups();
  }

  Collection<ClientStats> clients() {
    return clients.values();
  }

  boolean clientsOverflowed() {
    return clients.overflowed();
  }

  boolean keysOverflowed() {
    return keys.overflowed();
  }

  Storms storms() {
    return turns.storms();
  }

  CpuWaits cpu() {
    return cpu;
  }

  long busy() {
    return turns.busy();
  }

  long commandCount() {
    return turns.ownAll().count();
  }
}
