package dev.muninn.server.structure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.server.bytes.TestBytes;
import dev.muninn.server.store.Memory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchTableTest {
  private final Memory memory = new Memory();
  private final TestBytes bytes = new TestBytes(memory);
  private final WatchTable table = new WatchTable(memory);

  @AfterEach
  void close() {
    table.close();
    bytes.close();
    assertThat(memory.used()).isZero();
    memory.close();
  }

  private List<Long> watchers(int db, String key) {
    List<Long> found = new ArrayList<>();
    table.watchers(db, bytes.of(key), (watcher, in, what, node) -> found.add(watcher));
    found.sort(null);
    return found;
  }

  @Test
  void shouldFindWhoWatchesAKeyOfADatabase() {
    long one = table.add(1, 0, 0, bytes.of("a"), false);
    one = table.add(1, one, 1, bytes.of("a"), false);
    long two = table.add(2, 0, 0, bytes.of("a"), false);
    assertThat(watchers(0, "a")).containsExactly(1L, 2L);
    assertThat(watchers(1, "a")).containsExactly(1L);
    assertThat(watchers(2, "a")).isEmpty();
    assertThat(watchers(0, "b")).isEmpty();
    assertThat(table.count()).isEqualTo(3);
    table.remove(one);
    assertThat(watchers(0, "a")).containsExactly(2L);
    table.remove(two);
    assertThat(table.isEmpty()).isTrue();
    assertThat(watchers(0, "a")).isEmpty();
  }

  @Test
  void shouldWatchAKeyOnceHoweverOftenItIsAsked() {
    long first = table.add(1, 0, 0, bytes.of("a"), false);
    assertThat(table.add(1, first, 0, bytes.of("a"), true)).isEqualTo(first);
    assertThat(table.count()).isEqualTo(1);
    table.watchers(0, bytes.of("a"), (w, db, key, node) -> assertThat(table.stale(node)).isFalse());
  }

  @Test
  void shouldKeepAndTakeOffMarks() {
    long first = table.add(1, 0, 0, bytes.of("a"), true);
    List<Boolean> seen = new ArrayList<>();
    WatchTable.Visitor visitor =
        (watcher, db, key, node) -> {
          seen.add(table.stale(node));
          table.stale(node, false);
        };
    table.of(first, visitor);
    table.of(first, visitor);
    assertThat(seen).containsExactly(true, false);
  }

  @Test
  void shouldAgreeWithAModelWhileItGrowsAndEmpties() {
    Random random = new Random(5);
    Map<Long, Long> heads = new HashMap<>();
    Map<Long, Set<String>> model = new HashMap<>();
    for (int step = 0; step < 20_000; step++) {
      long watcher = random.nextInt(40);
      if (random.nextInt(60) == 0) {
        table.remove(heads.getOrDefault(watcher, 0L));
        heads.remove(watcher);
        model.remove(watcher);
      } else {
        int db = random.nextInt(3);
        String key = "key" + random.nextInt(300);
        long head = heads.getOrDefault(watcher, 0L);
        heads.put(watcher, table.add(watcher, head, db, bytes.of(key), false));
        model.computeIfAbsent(watcher, w -> new TreeSet<>()).add(db + key);
      }
      if (step % 500 == 0) {
        compare(heads, model);
      }
    }
    compare(heads, model);
    heads.values().forEach(table::remove);
    assertThat(table.count()).isZero();
  }

  private void compare(Map<Long, Long> heads, Map<Long, Set<String>> model) {
    long count = 0;
    Map<Long, Set<String>> inDatabases = new HashMap<>();
    for (int db = 0; db < 3; db++) {
      table.inDatabase(
          db,
          (watcher, in, key, node) ->
              assertThat(
                      inDatabases.computeIfAbsent(watcher, w -> new TreeSet<>()).add(in + "" + key))
                  .isTrue());
    }
    assertThat(inDatabases).isEqualTo(model);
    for (Map.Entry<Long, Set<String>> entry : model.entrySet()) {
      Set<String> own = new TreeSet<>();
      table.of(
          heads.getOrDefault(entry.getKey(), 0L),
          (watcher, db, key, node) -> {
            assertThat(watcher).isEqualTo(entry.getKey());
            own.add(db + "" + key);
          });
      assertThat(own).isEqualTo(entry.getValue());
      count += own.size();
    }
    assertThat(table.count()).isEqualTo(count);
    for (int i = 0; i < 300; i += 37) {
      String key = "key" + i;
      List<Long> expected =
          model.entrySet().stream()
              .filter(e -> e.getValue().contains("1" + key))
              .map(Map.Entry::getKey)
              .sorted()
              .toList();
      assertThat(watchers(1, key)).isEqualTo(expected);
    }
  }
}
