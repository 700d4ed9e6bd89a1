package dev.muninn.server.command.hash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.server.testing.TestServer;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random commands on hashes beside maps on the heap, across encodings, times and copies. */
@Tag("memory")
class HashModelTest {
  private record Content(String value, long expireAt) {}

  private final TestServer server = new TestServer();
  private final Map<String, Map<String, Content>> model = new HashMap<>();
  private long now = TestServer.START;

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldAgreeWithMaps(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int step = 0; step < 12_000; step++) {
      String key = "h" + random.nextInt(4);
      String field = random.nextInt(4) == 0 ? "" + random.nextInt(300) : "f" + random.nextInt(40);
      step(random, key, field);
    }
    model.keySet().forEach(this::checkAll);
    assertThat(server.services().stats().errors.total()).isZero();
  }

  private void step(SplittableRandom random, String key, String field) {
    switch (random.nextInt(16)) {
      case 0, 1, 2, 3 -> {
        String value = random.nextInt(3) == 0 ? "" + random.nextInt() : "v" + random.nextLong();
        boolean fresh = live(key, field) == null;
        assertThat(server.call("hset", key, field, value)).isEqualTo(fresh ? ":1\r\n" : ":0\r\n");
        hash(key).put(field, new Content(value, -1));
      }
      case 4, 5 -> {
        boolean there = live(key, field) != null;
        assertThat(server.call("hdel", key, field)).isEqualTo(there ? ":1\r\n" : ":0\r\n");
        remove(key, field);
      }
      case 6, 7 -> {
        Content content = live(key, field);
        String expected =
            content == null
                ? "$-1\r\n"
                : "$" + content.value.length() + "\r\n" + content.value + "\r\n";
        assertThat(server.call("hget", key, field)).isEqualTo(expected);
      }
      case 8, 9 -> {
        long at = now + 1 + random.nextInt(400);
        Content content = live(key, field);
        assertThat(server.call("hpexpireat", key, "" + at, "FIELDS", "1", field))
            .isEqualTo(content == null ? "*1\r\n:-2\r\n" : "*1\r\n:1\r\n");
        if (content != null) {
          hash(key).put(field, new Content(content.value, at));
        }
      }
      case 10 -> {
        Content content = live(key, field);
        String code = content == null ? "-2" : content.expireAt < 0 ? "-1" : "1";
        assertThat(server.call("hpersist", key, "FIELDS", "1", field))
            .isEqualTo("*1\r\n:" + code + "\r\n");
        if (content != null) {
          hash(key).put(field, new Content(content.value, -1));
        }
      }
      case 11 -> {
        server.advance(random.nextInt(60));
        now = server.services().clock().millis();
        if (random.nextBoolean()) {
          sweep();
        }
      }
      case 12 -> {
        String other = "h" + random.nextInt(4);
        sweep();
        if (model.containsKey(key) && !other.equals(key)) {
          boolean copy = random.nextBoolean();
          String reply = copy ? server.call("copy", key, other, "replace") : rename(key, other);
          assertThat(reply).isEqualTo(copy ? ":1\r\n" : "+OK\r\n");
          model.put(other, new TreeMap<>(hash(key)));
          if (!copy) {
            model.remove(key);
          }
        }
      }
      case 13 ->
          server.call(
              "config",
              "set",
              "hash-max-listpack-entries",
              "" + (random.nextBoolean() ? 8 : 64),
              "hash-max-listpack-value",
              "" + (random.nextBoolean() ? 12 : 64));
      case 14 -> {
        if (random.nextInt(6) == 0) {
          sweep();
          assertThat(server.call(random.nextBoolean() ? "del" : "unlink", key))
              .isEqualTo(model.remove(key) == null ? ":0\r\n" : ":1\r\n");
        }
      }
      default -> checkAll(key);
    }
  }

  private String rename(String from, String to) {
    return server.call("rename", from, to);
  }

  /** Active expiry until nothing is left whose time is over. */
  private void sweep() {
    for (int i = 0; i < 3; i++) {
      server.services().activeExpire().slowCycle(1, 10);
    }
    for (String key : model.keySet().toArray(String[]::new)) {
      hash(key).values().removeIf(this::isOver);
      if (hash(key).isEmpty()) {
        model.remove(key);
      }
      long size = model.containsKey(key) ? hash(key).size() : 0;
      assertThat(server.call("hlen", key)).isEqualTo(":" + size + "\r\n");
    }
  }

  private void checkAll(String key) {
    Map<String, String> found = new TreeMap<>();
    String[] lines = server.call("hgetall", key).split("\r\n", -1);
    for (int i = 2; i + 2 < lines.length; i += 4) {
      assertThat(found.put(lines[i], lines[i + 2])).isNull();
    }
    Map<String, String> expected = new TreeMap<>();
    if (model.containsKey(key)) {
      hash(key)
          .forEach(
              (field, content) -> {
                if (!isOver(content)) {
                  expected.put(field, content.value);
                }
              });
    }
    assertThat(found).isEqualTo(expected);
  }

  private boolean isOver(Content content) {
    return content.expireAt >= 0 && now > content.expireAt;
  }

  private Map<String, Content> hash(String key) {
    return model.computeIfAbsent(key, k -> new TreeMap<>());
  }

  private @Nullable Content live(String key, String field) {
    Map<String, Content> hash = model.get(key);
    Content content = hash == null ? null : hash.get(field);
    return content == null || isOver(content) ? null : content;
  }

  private void remove(String key, String field) {
    Map<String, Content> hash = model.get(key);
    if (hash != null) {
      hash.remove(field);
      if (hash.isEmpty()) {
        model.remove(key);
      }
    }
  }
}
