package dev.muninn.analysis.export;

import dev.muninn.analysis.ctf.EventCursor;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Adds up how long each kind of slice was at work itself, without what lay in it: lines {@code
 * turn;command;get 12345}, in microseconds, as flamegraph.pl and speedscope read them.
 */
final class FoldedStacks implements SliceSink {
  private static final int MAX_STACKS = 1 << 20;
  private static final long NANOS_PER_MICRO = 1000;

  private final Map<String, Long> nanos = new TreeMap<>();

  @Override
  public void slice(String process, long thread, String track, Slice slice) {
    add("", slice);
  }

  private void add(String above, Slice slice) {
    String path = above.isEmpty() ? frames(slice) : above + ';' + frames(slice);
    long self = slice.end - slice.start;
    for (Slice child : slice.children()) {
      add(path, child);
      self -= child.end - child.start;
    }
    String kept = nanos.size() < MAX_STACKS || nanos.containsKey(path) ? path : "(other)";
    nanos.merge(kept, Math.max(0, self), Long::sum);
  }

  private static String frames(Slice slice) {
    String name = slice.name.replace(';', ':').replace('\n', ' ');
    return switch (slice.category) {
      case COMMAND -> "command;" + name;
      case JVM -> "jvm;" + name;
      case TURN, WORK -> name;
    };
  }

  @Override
  public void moment(String process, long thread, String track, EventCursor event) {}

  @Override
  public void counter(String process, String name, long time, long value) {}

  /** The lines in order of their stacks; those below half a microsecond are left out. */
  List<String> lines() {
    return nanos.entrySet().stream()
        .map(
            stack ->
                Map.entry(
                    stack.getKey(), (stack.getValue() + NANOS_PER_MICRO / 2) / NANOS_PER_MICRO))
        .filter(stack -> stack.getValue() > 0)
        .map(stack -> stack.getKey() + ' ' + stack.getValue())
        .toList();
  }
}
