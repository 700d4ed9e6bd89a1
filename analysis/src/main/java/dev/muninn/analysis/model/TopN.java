package dev.muninn.analysis.model;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/** The N entries of the greatest weight; of equal ones the first that came. */
final class TopN<T> {
  private record Entry<T>(long weight, long order, T value) {}

  private final int limit;
  private final PriorityQueue<Entry<T>> heap =
      new PriorityQueue<>(
          (a, b) ->
              a.weight != b.weight
                  ? Long.compare(a.weight, b.weight)
                  : Long.compare(b.order, a.order));
  private long order;

  /** Keeps this many; 0 keeps none. */
  TopN(int limit) {
    this.limit = limit;
  }

  /** Whether an entry of this weight would be kept. */
  boolean admits(long weight) {
    return heap.size() < limit || (limit > 0 && weight > heap.element().weight);
  }

  void offer(long weight, T value) {
    if (!admits(weight)) {
      return;
    }
    if (heap.size() == limit) {
      heap.remove();
    }
    heap.add(new Entry<>(weight, order++, value));
  }

  /** Greatest first. */
  List<T> sorted() {
    List<Entry<T>> entries = new ArrayList<>(heap);
    entries.sort(heap.comparator().reversed());
    List<T> values = new ArrayList<>(entries.size());
    entries.forEach(e -> values.add(e.value));
    return values;
  }
}
