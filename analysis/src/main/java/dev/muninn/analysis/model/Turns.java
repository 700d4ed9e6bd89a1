package dev.muninn.analysis.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes each turn of the event loop apart: what filled it, what was long in it, who waited for
 * whom. Without turns in the trace, commands that follow one another closely count as one.
 */
final class Turns {
  /** A turn that begins within this time of the end of another found its requests waiting. */
  private static final long ADJACENT_NANOS = 25_000;

  private static final long LONGEST_GAP_NANOS = 500_000;

  /** Items at which a turn is taken to be over: its end was lost, or is not in the trace. */
  private static final int MAX_ITEMS = 1 << 16;

  private static final int LONGEST = 20;
  private static final int LISTED_PER_STALL = 3;
  private static final int FLOOD_COMMANDS = 16;
  private static final long FLOOD_NANOS = 100_000;

  private final Stalls stalls;
  private final Storms storms = new Storms();
  private final boolean turnsTold;
  private final KindSums kindNanos = new KindSums();
  private final TurnItems items = new TurnItems(kindNanos);
  private final LogHistogram crons = new LogHistogram();
  private final LogHistogram lengths = new LogHistogram();
  private final LogHistogram feltAll = new LogHistogram();
  private final LogHistogram ownAll = new LogHistogram();
  private final Heatmap own = new Heatmap();
  private final Heatmap felt = new Heatmap();
  private final TopN<TurnRow> longest = new TopN<>(LONGEST);
  private final TopN<Slow> slowest;

  private record Slow(
      long nanos, String name, Client client, long own, long felt, @Nullable Notable cause) {}

  // Of the turn before.
  private long lastEnd = Long.MIN_VALUE;
  private List<Notable> carried = new ArrayList<>();
  private List<Notable> present = new ArrayList<>();
  private long carriedAccept;
  private @Nullable ClientStats carriedFlooder;
  private long carriedFlood;

  /** Most bytes of a reply that could not be sent in the present turn. */
  private long pendingBytes;

  private boolean whole = true;

  // Of all turns so far.
  private long turns;
  private long busy;
  private long commands;

  Turns(Stalls stalls, boolean turnsTold, int slowestKept) {
    this.stalls = stalls;
    this.turnsTold = turnsTold;
    slowest = new TopN<>(slowestKept);
  }

  Item add(
      StallKind kind,
      @Nullable CommandStats command,
      @Nullable ClientStats client,
      long begin,
      long end) {
    if (items.size() >= MAX_ITEMS || (!turnsTold && gapBefore(begin, end))) {
      endImplied();
    }
    return items.add(kind, command, client, begin, end);
  }

  private boolean gapBefore(long begin, long end) {
    if (items.size() == 0) {
      return false;
    }
    long last = items.get(items.size() - 1).end;
    return begin - last > ADJACENT_NANOS || end < last;
  }

  /** Replies of this size were there to be sent. */
  void outputPending(long bytes) {
    pendingBytes = Math.max(pendingBytes, bytes);
  }

  /**
   * The turn is over; its items are taken from {@code begin} on.
   *
   * @param whole whether all of it is in the trace; in one that began before, beginning to record
   *     is part of the work beside commands, and what explains it is not told
   */
  void end(long begin, long end, boolean whole) {
    this.whole = whole;
    int first = 0;
    while (first < items.size() && items.get(first).end < begin - ADJACENT_NANOS) {
      first++;
    }
    if (first > 0) { // the end of an earlier turn was lost
      process(items.get(0).begin, items.get(first - 1).end, 0, first);
    }
    process(begin, end, first, items.size());
    items.clear();
    this.whole = true;
  }

  private void endImplied() {
    if (items.size() > 0) {
      long begin = Math.min(items.get(0).begin, items.get(0).end);
      process(begin, items.get(items.size() - 1).end, 0, items.size());
      items.clear();
    }
  }

  void finish() {
    endImplied();
    storms.finish();
  }

  private void process(long begin, long end, int first, int limit) {
    boolean adjacent = lastEnd != Long.MIN_VALUE && begin - lastEnd <= longestGap();
    if (!adjacent) {
      carried.clear();
      carriedAccept = 0;
      carriedFlood = 0;
      carriedFlooder = null;
    }
    present.clear();
    turns++;
    long length = Math.max(0, end - begin);
    lengths.add(length);
    busy += length;
    ClientStats flooder = null;
    long cursor = begin;
    long largest = pendingBytes;
    pendingBytes = 0;
    long acceptNanos = 0;
    long carriedNanos = 0;
    Notable worstCarried = null;
    for (Notable n : carried) {
      carriedNanos += n.nanos();
      worstCarried = longer(worstCarried, n);
    }
    int here = 0;
    Notable worst = worstCarried;
    long wait = carriedNanos;
    boolean replies = false;
    for (int i = first; i < limit; i++) {
      Item item = items.get(i);
      long itemBegin = Math.clamp(item.begin, cursor, Math.max(cursor, item.end));
      long itemEnd = Math.max(item.end, itemBegin);
      long gap = itemBegin - cursor;
      long slot = itemEnd - cursor;
      if (item.marker) {
        acceptNanos += gap;
        kindNanos.add(StallKind.CONNECTIONS, gap);
        storms.add(item.end, item.accept, gap);
      } else {
        StallKind gapKind = replies ? StallKind.WRITE : StallKind.READ;
        kindNanos.add(gapKind, gap);
        Notable before = rest(gapKind, cursor, itemBegin);
        if (before != null) {
          wait += before.nanos();
          worst = longer(worst, before);
        }
      }
      long self = itemEnd - itemBegin;
      kindNanos.add(item.kind, item.marker ? 0 : self - item.childNanos);
      boolean told = whole || item.kind != StallKind.CRON || item.childKindNanos > 0;
      Notable notable =
          self >= Stalls.NOTABLE_NANOS && told ? notable(item, itemBegin, itemEnd) : null;
      CommandStats command = item.command;
      if (command != null) {
        here++;
        if (!command.watcher) {
          countCommand(item, command, self, wait, worst, notable);
        }
        waiting(item.client);
        ClientStats client = item.client;
        if (client != null) {
          client.occupied += slot;
          if (client.turn != turns) {
            client.turn = turns;
            client.turnNanos = 0;
            client.turnCommands = 0;
          }
          if (slot < Stalls.NOTABLE_NANOS) {
            client.turnNanos += slot;
            client.turnCommands++;
          }
          if (flooder == null || client.turnNanos > flooder.turnNanos) {
            flooder = client;
          }
        }
        if (acceptNanos + carriedAccept > 0) {
          storms.waited(item.end, 1, acceptNanos + carriedAccept);
        }
      }
      largest = Math.max(largest, item.keyBytes);
      if (item.kind == StallKind.CRON && item.command == null) {
        crons.add(self);
      }
      if (notable != null) {
        notable.usual = item.kind == StallKind.CRON ? crons.quantile(0.5) : 0;
        present.add(notable);
        wait += notable.nanos();
        worst = longer(worst, notable);
      }
      replies |= item.kind == StallKind.CRON;
      cursor = itemEnd;
    }
    long tail = Math.max(0, end - cursor);
    StallKind tailKind = replies || !turnsTold ? StallKind.WRITE : StallKind.READ;
    kindNanos.add(tailKind, tail);
    rest(tailKind, cursor, end);
    flood(flooder, begin, length, first, limit);
    commands += here;
    if (longest.admits(length)) {
      longest.offer(length, row(begin, end, first, limit, here));
    }
    if (!adjacent && begin - lastEnd > Stalls.NOTABLE_NANOS && lastEnd != Long.MIN_VALUE) {
      stalls.wakeup(lastEnd, begin, here);
    }
    lastEnd = end;
    carriedAccept = acceptNanos;
    for (Notable n : present) {
      if (n.kind == StallKind.READ || n.kind == StallKind.WRITE) {
        n.keyBytes = largest;
      }
      stalls.add(n);
    }
    List<Notable> old = carried;
    carried = present;
    present = old;
  }

  /** After a long stall the loop may be slow to wake; who comes so soon was there before. */
  private long longestGap() {
    long stalled = 0;
    for (Notable n : carried) {
      stalled += n.nanos();
    }
    return Math.clamp(stalled / 50, ADJACENT_NANOS, LONGEST_GAP_NANOS);
  }

  private static @Nullable Notable longer(@Nullable Notable a, Notable b) {
    return a == null || b.nanos() > a.nanos() ? b : a;
  }

  /** A command of this client waited for every long thing before it. */
  private void waiting(@Nullable ClientStats client) {
    for (Notable n : carried) {
      waiting(client, n);
    }
    for (Notable n : present) {
      waiting(client, n);
    }
  }

  private static void waiting(@Nullable ClientStats client, Notable n) {
    if (client == null || client != n.client) {
      n.victims++;
      n.stolen += n.nanos();
    }
  }

  private @Nullable Notable rest(StallKind kind, long from, long to) {
    if (to - from < Stalls.NOTABLE_NANOS || !whole) {
      return null;
    }
    Notable n = new Notable(kind, kind.label(), from, to, null, null);
    present.add(n);
    return n;
  }

  private static Notable notable(Item item, long begin, long end) {
    CommandStats command = item.command;
    Notable n =
        new Notable(
            item.kind,
            command == null ? item.kind.label() : command.name,
            begin,
            end,
            item.client,
            command);
    if (item.childKindNanos > 0) {
      n.innerKind = item.childKind;
      n.innerNanos = item.childKindNanos;
    }
    n.key = item.key;
    n.keyBytes = item.keyBytes;
    return n;
  }

  private void countCommand(
      Item item,
      CommandStats command,
      long self,
      long wait,
      @Nullable Notable worst,
      @Nullable Notable itself) {
    long feltNanos = self + wait;
    command.felt.add(feltNanos);
    feltAll.add(feltNanos);
    ownAll.add(self);
    own.add(item.end, self);
    felt.add(item.end, feltNanos);
    ClientStats client = item.client;
    if (client != null) {
      client.maxFelt = Math.max(client.maxFelt, feltNanos);
    }
    Notable cause = wait > self ? worst : itself;
    if (!slowest.admits(feltNanos)) {
      return;
    }
    if (cause != null && cause != itself && cause.listed++ >= LISTED_PER_STALL) {
      return;
    }
    Client who = client == null ? Client.UNKNOWN : client.client();
    slowest.offer(feltNanos, new Slow(item.end, command.name, who, self, feltNanos, cause));
  }

  /** One client's many short commands fill the turn, or filled the one before. */
  private void flood(@Nullable ClientStats flooder, long begin, long length, int first, int limit) {
    boolean floods =
        flooder != null
            && flooder.turnCommands >= FLOOD_COMMANDS
            && flooder.turnNanos >= FLOOD_NANOS
            && 2 * flooder.turnNanos >= length;
    ClientStats culprit = floods ? flooder : carriedFlooder;
    if (culprit == null) {
      return;
    }
    long wait = culprit == carriedFlooder ? carriedFlood : 0;
    long cursor = begin;
    for (int i = first; i < limit; i++) {
      Item item = items.get(i);
      if (item.command != null && item.client != culprit && wait > 0) {
        culprit.floodVictims++;
        culprit.floodStolen += wait;
        if (wait > culprit.floodWorst) {
          culprit.floodWorst = wait;
          culprit.floodWorstAt = item.end;
        }
      } else if (item.client == culprit && item.end - cursor < Stalls.NOTABLE_NANOS) {
        wait += Math.max(0, item.end - cursor);
      }
      cursor = Math.max(cursor, item.end);
    }
    carriedFlooder = null;
    carriedFlood = 0;
    if (floods) {
      culprit.floodTurns++;
      culprit.floodCommands += culprit.turnCommands;
      culprit.floodNanos += culprit.turnNanos;
      carriedFlooder = culprit;
      carriedFlood = culprit.turnNanos;
    }
  }

  private TurnRow row(long begin, long end, int first, int limit, int here) {
    Map<String, long[]> names = new HashMap<>();
    Map<String, StallKind> kinds = new HashMap<>();
    long cursor = begin;
    boolean replies = false;
    for (int i = first; i < limit; i++) {
      Item item = items.get(i);
      long itemBegin = Math.clamp(item.begin, cursor, Math.max(cursor, item.end));
      StallKind gapKind =
          item.marker ? StallKind.CONNECTIONS : replies ? StallKind.WRITE : StallKind.READ;
      part(names, kinds, gapKind, gapKind.label(), itemBegin - cursor, 0);
      if (!item.marker) {
        long self = Math.max(0, item.end - itemBegin);
        long inner = Math.min(self, item.childKindNanos);
        CommandStats command = item.command;
        String label = command == null ? item.kind.label() : command.label();
        part(names, kinds, item.childKind, item.childKind.label(), inner, 0);
        part(names, kinds, item.kind, label, self - inner, command == null ? 0 : 1);
      }
      replies |= item.kind == StallKind.CRON;
      cursor = Math.max(itemBegin, item.end);
    }
    StallKind tailKind = replies || !turnsTold ? StallKind.WRITE : StallKind.READ;
    part(names, kinds, tailKind, tailKind.label(), end - cursor, 0);
    List<TurnRow.Part> parts = new ArrayList<>();
    names.forEach(
        (label, sums) -> {
          StallKind kind = kinds.get(label);
          if (kind != null) {
            parts.add(new TurnRow.Part(kind, label, sums[0], sums[1]));
          }
        });
    parts.sort((a, b) -> Long.compare(b.nanos(), a.nanos()));
    return new TurnRow(
        begin, end - begin, here, List.copyOf(parts.subList(0, Math.min(6, parts.size()))));
  }

  private static void part(
      Map<String, long[]> names,
      Map<String, StallKind> kinds,
      StallKind kind,
      String label,
      long nanos,
      long count) {
    if (nanos > 0 || count > 0) {
      long[] sums = names.computeIfAbsent(label, l -> new long[2]);
      sums[0] += Math.max(0, nanos);
      sums[1] += count;
      kinds.putIfAbsent(label, kind);
    }
  }

  /** The slowest commands, slowest first; what is to be blamed must be settled. */
  List<SlowCommand> slowest() {
    List<SlowCommand> rows = new ArrayList<>();
    for (Slow s : slowest.sorted()) {
      Notable cause = s.cause;
      StallKind kind = cause == null ? StallKind.COMMAND : cause.cause();
      String reason = Reasons.of(s.own, s.felt, cause);
      rows.add(new SlowCommand(s.nanos, s.name, s.client, s.own, s.felt, kind, reason));
    }
    return rows;
  }

  /** The longest turns, longest first, with the pauses of the JVM inside them. */
  List<TurnRow> longest() {
    List<TurnRow> rows = new ArrayList<>();
    for (TurnRow row : longest.sorted()) {
      List<TurnRow.Part> parts = new ArrayList<>(row.parts());
      for (StallKind kind : List.of(StallKind.GC, StallKind.SAFEPOINT)) {
        long paused = stalls.pausedWithin(row.begin(), row.begin() + row.nanos(), kind);
        if (paused > 0) {
          parts.add(new TurnRow.Part(kind, "inside it " + kind.label(), paused, 0));
        }
      }
      rows.add(new TurnRow(row.begin(), row.nanos(), row.commands(), List.copyOf(parts)));
    }
    return rows;
  }

  Storms storms() {
    return storms;
  }

  KindSums kindNanos() {
    return kindNanos;
  }

  LogHistogram lengths() {
    return lengths;
  }

  LogHistogram feltAll() {
    return feltAll;
  }

  LogHistogram ownAll() {
    return ownAll;
  }

  Heatmap ownHeatmap() {
    return own;
  }

  Heatmap feltHeatmap() {
    return felt;
  }

  long turns() {
    return turns;
  }

  long busy() {
    return busy;
  }

  long commands() {
    return commands;
  }
}
