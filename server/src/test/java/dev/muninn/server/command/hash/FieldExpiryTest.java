package dev.muninn.server.command.hash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.client.Client;
import dev.muninn.server.command.Propagation;
import dev.muninn.server.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FieldExpiryTest {
  private final TestServer server = new TestServer("--notify-keyspace-events", "KEA");
  private final Client listener = server.connect();
  private final List<String> effects = new ArrayList<>();

  FieldExpiryTest() {
    server
        .services()
        .parts()
        .get(Propagation.class)
        .add(
            unit ->
                unit.forEach(
                    (db, words) -> {
                      StringBuilder text = new StringBuilder();
                      for (int i = 0; i < words.count(); i++) {
                        text.append(i == 0 ? "" : " ").append(words.get(i, new Slice()));
                      }
                      effects.add(text.toString());
                    }));
  }

  @AfterEach
  void close() {
    server.close();
  }

  private List<String> events() {
    List<String> events = new ArrayList<>();
    List<String> lines = server.take(listener).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("__keyevent@")) {
        events.add(lines.get(i).substring(15) + " " + lines.get(i + 2));
      }
    }
    return events;
  }

  @Test
  void shouldDeleteFieldsWhoseTimeIsOverAndTheKeyWithTheLast() {
    server.run("hset h a 1 b 2 c 3");
    server.run("hpexpire h 100 fields 1 a");
    server.run("hpexpire h 200 fields 2 b c");
    server.run(listener, "psubscribe __keyevent*");
    String ignored = server.take(listener);
    effects.clear();
    server.advance(101);
    assertThat(server.run("hget h a")).isEqualTo("$-1\r\n");
    assertThat(server.run("hlen h")).isEqualTo(":3\r\n");
    server.services().activeExpire().slowCycle(10, 1);
    assertThat(server.run("hlen h")).isEqualTo(":2\r\n");
    assertThat(events()).containsExactly("hexpired h");
    assertThat(effects).containsExactly("HDEL h a");
    effects.clear();
    server.advance(100);
    server.services().activeExpire().slowCycle(10, 1);
    assertThat(server.run("exists h")).isEqualTo(":0\r\n");
    assertThat(events()).containsExactly("hexpired h", "del h");
    assertThat(effects).containsExactlyInAnyOrder("HDEL h b", "HDEL h c");
    assertThat(server.run("info stats")).contains("expired_fields:3\r\n");
  }

  @Test
  void shouldRepeatTimesOfFieldsAsTimesOfDay() {
    server.run("hset h a 1 b 2");
    effects.clear();
    server.run("hexpire h 10 nx fields 1 a");
    server.run("hgetex h ex 20 fields 1 b");
    server.run("hgetex h persist fields 1 b");
    server.run("hsetex h fxx ex 5 fields 1 a 2");
    server.run("hincrbyfloat h a 0.5");
    server.run("hexpire h 0 fields 1 b");
    server.run("hgetdel h fields 1 a");
    long now = TestServer.START;
    assertThat(effects)
        .containsExactly(
            "HPEXPIREAT h " + (now + 10_000) + " nx fields 1 a",
            "HPEXPIREAT h " + (now + 20_000) + " FIELDS 1 b",
            "HPERSIST h FIELDS 1 b",
            "HSETEX h PXAT " + (now + 5_000) + " FIELDS 1 a 2",
            "HSET h a 2.5",
            "HDEL h b",
            "HDEL h a");
  }

  @Test
  void shouldPublishWhatACommandDoesToAHash() {
    server.run(listener, "psubscribe __keyevent*");
    String ignored = server.take(listener);
    server.run("hset h a 1");
    server.run("hincrby h a 1");
    server.run("hincrbyfloat h a 1");
    server.run("hexpire h 10 fields 1 a");
    server.run("hpersist h fields 1 a");
    server.run("hsetex h ex 10 fields 1 b 1");
    server.run("hdel h a none");
    server.run("hdel h none");
    server.run("hdel h b");
    assertThat(events())
        .containsExactly(
            "hset h",
            "hincrby h",
            "hincrbyfloat h",
            "hexpire h",
            "hpersist h",
            "hset h",
            "hexpire h",
            "hdel h",
            "hdel h",
            "del h");
  }

  @Test
  void shouldTakeNoMoreMemoryForTenSmallFieldsThanRedis() {
    server.run("hset h f1 v1 f2 v2 f3 v3 f4 v4 f5 v5 f6 v6 f7 v7 f8 v8 f9 v9 f10 v10");
    // redis-server 7.0.15 replies 144 to the same.
    assertThat(server.run("memory usage h")).isEqualTo(":120\r\n");
  }
}
