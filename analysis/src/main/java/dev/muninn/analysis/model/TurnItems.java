package dev.muninn.analysis.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The things of one turn in order, without those that lie inside others: what ends later and
 * contains them takes them in.
 */
final class TurnItems {
  private final List<Item> items = new ArrayList<>();
  private final KindSums kindNanos;
  private int size;

  /**
   * @param kindNanos where the time inside of other things is summed up by kind
   */
  TurnItems(KindSums kindNanos) {
    this.kindNanos = kindNanos;
  }

  Item add(
      StallKind kind,
      @Nullable CommandStats command,
      @Nullable ClientStats client,
      long begin,
      long end) {
    if (size == items.size()) {
      items.add(new Item());
    }
    Item item = items.get(size);
    item.set(kind, command, client, begin, end);
    int from = size;
    while (from > 0 && item.mayContain(items.get(from - 1))) {
      from--;
      Item child = items.get(from);
      kindNanos.add(child.kind, child.nanos() - child.childNanos);
      item.absorb(child);
    }
    if (from != size) {
      items.set(size, items.get(from));
      items.set(from, item);
    }
    size = from + 1;
    return item;
  }

  int size() {
    return size;
  }

  Item get(int index) {
    return items.get(index);
  }

  void clear() {
    size = 0;
  }
}
