package dev.muninn.analysis.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A table that forgets its lighter half when it is full, so that what is heavy is found however
 * many entries there are. What was forgotten and comes again begins anew: figures are then lower
 * bounds, and {@link #overflowed} says so.
 */
final class BoundedTable<K, V> {
  private final int limit;
  private final ToLongFunction<V> weight;
  private final Map<K, V> map = new HashMap<>();
  private boolean overflowed;

  BoundedTable(int limit, ToLongFunction<V> weight) {
    this.limit = limit;
    this.weight = weight;
  }

  V get(K key, Function<? super K, ? extends V> create) {
    V value = map.get(key);
    if (value == null) {
      if (map.size() >= limit) {
        forget();
      }
      value = create.apply(key);
      map.put(key, value);
    }
    return value;
  }

  @Nullable V find(K key) {
    return map.get(key);
  }

  boolean overflowed() {
    return overflowed;
  }

  int size() {
    return map.size();
  }

  Collection<V> values() {
    return map.values();
  }

  /** The heaviest ones, heaviest first. */
  List<V> top(int n, ToLongFunction<V> by) {
    List<V> all = new ArrayList<>(map.values());
    all.sort((a, b) -> Long.compare(by.applyAsLong(b), by.applyAsLong(a)));
    return all.subList(0, Math.min(n, all.size()));
  }

  private void forget() {
    overflowed = true;
    long[] weights = map.values().stream().mapToLong(weight).toArray();
    Arrays.sort(weights);
    long median = weights[weights.length / 2];
    int[] left = {Math.max(1, limit / 2)};
    map.values().removeIf(v -> left[0] > 0 && weight.applyAsLong(v) <= median && left[0]-- > 0);
  }
}
