package dev.muninn.server.command.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.server.testing.TestServer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeyCommandsTest {
  private static final String NIL = "$-1\r\n";

  private final TestServer server = new TestServer();

  @AfterEach
  void close() {
    server.close();
  }

  private static String bulk(String value) {
    return "$" + value.length() + "\r\n" + value + "\r\n";
  }

  @Test
  void shouldLeaveTheMemoryOfAnAsynchronousFlushToBeFreedLater() {
    server.run("MSET a 1 b 2 c 3");
    server.run("FLUSHALL SYNC");
    assertThat(server.keyspace().lazyFree().pending()).isZero();
    server.run("MSET a 1 b 2 c 3");
    server.run("FLUSHALL ASYNC");
    assertThat(server.keyspace().lazyFree().pending()).isEqualTo(3);
    assertThat(server.keyspace().lazyFree().step(Long.MAX_VALUE)).isFalse();
    assertThat(server.keyspace().lazyFree().freed()).isEqualTo(3);
  }

  @Test
  void shouldScanEveryKey() {
    Set<String> expected = new TreeSet<>();
    for (int i = 0; i < 1000; i++) {
      server.run("SET key" + i + " v");
      expected.add("key" + i);
    }
    Set<String> seen = new TreeSet<>();
    String cursor = "0";
    do {
      String reply = server.run("SCAN " + cursor + " COUNT 50");
      assertThat(reply).startsWith("*2\r\n$");
      List<String> lines = reply.lines().toList();
      cursor = lines.get(2);
      for (int i = 5; i < lines.size(); i += 2) {
        seen.add(lines.get(i));
      }
    } while (!cursor.equals("0"));
    assertThat(seen).isEqualTo(expected);
    assertThat(server.run("SCAN 0 COUNT 100000 MATCH key77?"))
        .startsWith("*2\r\n$1\r\n0\r\n*10\r\n");
    assertThat(server.run("SCAN 0 COUNT 100000 TYPE list")).isEqualTo("*2\r\n$1\r\n0\r\n*0\r\n");
  }

  @Test
  void shouldDrawALivingKey() {
    assertThat(server.run("RANDOMKEY")).isEqualTo(NIL);
    server.run("SET old v PX 1");
    server.run("SET young v");
    server.advance(2);
    for (int i = 0; i < 20; i++) {
      assertThat(server.run("RANDOMKEY")).isEqualTo(bulk("young"));
    }
    server.run("DEL young");
    server.run("SET old v PX 1");
    server.advance(2);
    assertThat(server.run("RANDOMKEY")).isEqualTo(NIL);
  }
}
