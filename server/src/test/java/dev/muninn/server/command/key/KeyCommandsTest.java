package dev.muninn.server.command.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.server.testing.TestServer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyCommandsTest {
  private static final String NIL = "$-1\r\n";
  private static final String OK = "+OK\r\n";
  private static final String ONE = ":1\r\n";
  private static final String ZERO = ":0\r\n";
  private static final String SYNTAX = "-ERR syntax error\r\n";

  private final TestServer server = new TestServer();

  @AfterEach
  void close() {
    server.close();
  }

  private static String bulk(String value) {
    return "$" + value.length() + "\r\n" + value + "\r\n";
  }

  @Test
  void shouldDeleteAndCount() {
    server.run("MSET a 1 b 2 c 3");
    assertThat(server.run("EXISTS a b a none")).isEqualTo(":3\r\n");
    assertThat(server.run("TOUCH a none")).isEqualTo(ONE);
    assertThat(server.run("DEL a a none")).isEqualTo(ONE);
    assertThat(server.run("UNLINK b c")).isEqualTo(":2\r\n");
    assertThat(server.run("DBSIZE")).isEqualTo(ZERO);
    assertThat(server.run("TYPE a")).isEqualTo("+none\r\n");
    server.run("SET a 1");
    assertThat(server.run("TYPE a")).isEqualTo("+string\r\n");
  }

  @Test
  void shouldSetAndTellTheTimeToLive() {
    assertThat(server.run("EXPIRE k 10")).isEqualTo(ZERO);
    assertThat(server.run("TTL k")).isEqualTo(":-2\r\n");
    server.run("SET k v");
    assertThat(server.run("PTTL k")).isEqualTo(":-1\r\n");
    assertThat(server.run("EXPIRETIME k")).isEqualTo(":-1\r\n");
    assertThat(server.run("EXPIRE k 10")).isEqualTo(ONE);
    server.advance(501);
    assertThat(server.run("PTTL k")).isEqualTo(":9499\r\n");
    assertThat(server.run("TTL k")).isEqualTo(":9\r\n");
    assertThat(server.run("PEXPIRE k 1500")).isEqualTo(ONE);
    assertThat(server.run("TTL k")).isEqualTo(":2\r\n");
    assertThat(server.run("PEXPIRETIME k")).isEqualTo(":1700000002001\r\n");
    assertThat(server.run("EXPIREAT k 1700000009")).isEqualTo(ONE);
    assertThat(server.run("EXPIRETIME k")).isEqualTo(":1700000009\r\n");
    assertThat(server.run("PEXPIREAT k 1700000009501")).isEqualTo(ONE);
    assertThat(server.run("EXPIRETIME k")).isEqualTo(":1700000010\r\n");
    assertThat(server.run("PERSIST k")).isEqualTo(ONE);
    assertThat(server.run("PERSIST k")).isEqualTo(ZERO);
    assertThat(server.run("PERSIST none")).isEqualTo(ZERO);
  }

  @Test
  void shouldDeleteWhatExpiresInThePast() {
    server.run("MSET a 1 b 2 c 3");
    assertThat(server.run("EXPIRE a -1")).isEqualTo(ONE);
    assertThat(server.run("EXPIRE b 0")).isEqualTo(ONE);
    assertThat(server.run("PEXPIREAT c -9223372036854775808")).isEqualTo(ONE);
    assertThat(server.run("DBSIZE")).isEqualTo(ZERO);
  }

  @Test
  void shouldExpireOnConditionOnly() {
    server.run("SET k v");
    assertThat(server.run("EXPIRE k 10 XX")).isEqualTo(ZERO);
    assertThat(server.run("EXPIRE k 10 GT")).isEqualTo(ZERO);
    assertThat(server.run("EXPIRE k 10 NX")).isEqualTo(ONE);
    assertThat(server.run("EXPIRE k 20 NX")).isEqualTo(ZERO);
    assertThat(server.run("EXPIRE k 10 GT")).isEqualTo(ZERO);
    assertThat(server.run("EXPIRE k 11 GT XX")).isEqualTo(ONE);
    assertThat(server.run("EXPIRE k 11 LT")).isEqualTo(ZERO);
    assertThat(server.run("EXPIRE k 5 lt")).isEqualTo(ONE);
    assertThat(server.run("PERSIST k")).isEqualTo(ONE);
    assertThat(server.run("EXPIRE k 11 LT")).isEqualTo(ONE);
    assertThat(server.run("EXPIRE k 1 NX GT"))
        .isEqualTo("-ERR NX and XX, GT or LT options at the same time are not compatible\r\n");
    assertThat(server.run("EXPIRE k 1 GT LT"))
        .isEqualTo("-ERR GT and LT options at the same time are not compatible\r\n");
    assertThat(server.run("EXPIRE k 1 OFTEN")).isEqualTo("-ERR Unsupported option OFTEN\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "expire k 9223372036854775807",
        "expire k -9223372036854775808",
        "expire k 9223372036854770",
        "expireat k 9223372036854775807",
        "pexpire k 9223372036854775807"
      })
  void shouldRejectExpireTimesThatOverflow(String command) {
    server.run("SET k v");
    String name = command.substring(0, command.indexOf(' '));
    assertThat(server.run(command))
        .isEqualTo("-ERR invalid expire time in '" + name + "' command\r\n");
  }

  @Test
  void shouldRename() {
    assertThat(server.run("RENAME a b")).isEqualTo("-ERR no such key\r\n");
    server.run("SET a 1 EX 10");
    server.run("SET b text");
    assertThat(server.run("RENAME a a")).isEqualTo(OK);
    assertThat(server.run("RENAMENX a a")).isEqualTo(ZERO);
    assertThat(server.run("RENAMENX a b")).isEqualTo(ZERO);
    assertThat(server.run("RENAME a b")).isEqualTo(OK);
    assertThat(server.run("GET b")).isEqualTo(bulk("1"));
    assertThat(server.run("TTL b")).isEqualTo(":10\r\n");
    assertThat(server.run("EXISTS a")).isEqualTo(ZERO);
    assertThat(server.run("RENAMENX b c")).isEqualTo(ONE);
    assertThat(server.run("DBSIZE")).isEqualTo(ONE);
  }

  @Test
  void shouldNotSeeAnExpiredDestination() {
    server.run("SET a 1");
    server.run("SET b 2 PX 5");
    server.advance(6);
    assertThat(server.run("RENAMENX a b")).isEqualTo(ONE);
    assertThat(server.run("MGET a b")).isEqualTo("*2\r\n$-1\r\n$1\r\n1\r\n");
  }

  @Test
  void shouldMoveAndCopyBetweenDatabases() {
    server.run("SET a 1 EX 10");
    assertThat(server.run("MOVE a 0"))
        .isEqualTo("-ERR source and destination objects are the same\r\n");
    assertThat(server.run("MOVE a 16")).isEqualTo("-ERR DB index is out of range\r\n");
    assertThat(server.run("MOVE a x"))
        .isEqualTo("-ERR value is not an integer or out of range\r\n");
    assertThat(server.run("MOVE a 4294967296"))
        .isEqualTo("-ERR value is out of range, value must between -2147483648 and 2147483647\r\n");
    assertThat(server.run("COPY a b")).isEqualTo(ONE);
    assertThat(server.run("COPY a b")).isEqualTo(ZERO);
    assertThat(server.run("COPY a b REPLACE DB 0")).isEqualTo(ONE);
    assertThat(server.run("COPY a a"))
        .isEqualTo("-ERR source and destination objects are the same\r\n");
    assertThat(server.run("COPY none b")).isEqualTo(ZERO);
    assertThat(server.run("COPY a b TWICE")).isEqualTo(SYNTAX);
    assertThat(server.run("TTL b")).isEqualTo(":10\r\n");
    assertThat(server.run("MOVE a 3")).isEqualTo(ONE);
    assertThat(server.run("MOVE a 3")).isEqualTo(ZERO);
    assertThat(server.run("COPY b a DB 3")).isEqualTo(ZERO);
    server.client().db(3);
    assertThat(server.run("TTL a")).isEqualTo(":10\r\n");
    assertThat(server.run("SWAPDB 0 3")).isEqualTo(OK);
    assertThat(server.run("EXISTS b")).isEqualTo(ONE);
    assertThat(server.run("SWAPDB x 1")).isEqualTo("-ERR invalid first DB index\r\n");
    assertThat(server.run("SWAPDB 1 x")).isEqualTo("-ERR invalid second DB index\r\n");
    assertThat(server.run("SWAPDB 1 16")).isEqualTo("-ERR DB index is out of range\r\n");
  }

  @Test
  void shouldFlush() {
    server.run("SET a 1");
    server.client().db(1);
    server.run("SET b 1");
    assertThat(server.run("FLUSHDB SOON")).isEqualTo(SYNTAX);
    assertThat(server.run("FLUSHDB SYNC")).isEqualTo(OK);
    assertThat(server.run("DBSIZE")).isEqualTo(ZERO);
    server.client().db(0);
    assertThat(server.run("DBSIZE")).isEqualTo(ONE);
    assertThat(server.run("FLUSHALL async")).isEqualTo(OK);
    assertThat(server.run("DBSIZE")).isEqualTo(ZERO);
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
  void shouldListKeysByPattern() {
    server.run("MSET one 1 two 2 three 3");
    server.run("SET gone 1 PX 1");
    server.advance(2);
    assertThat(sorted(server.run("KEYS *"))).containsExactly("one", "three", "two");
    assertThat(sorted(server.run("KEYS t*"))).containsExactly("three", "two");
    assertThat(server.run("KEYS x*")).isEqualTo("*0\r\n");
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
  void shouldRejectWrongScans() {
    assertThat(server.run("SCAN x")).isEqualTo("-ERR invalid cursor\r\n");
    assertThat(server.run("SCAN 18446744073709551616")).isEqualTo("-ERR invalid cursor\r\n");
    assertThat(server.run("SCAN 18446744073709551615")).startsWith("*2\r\n");
    assertThat(server.run("SCAN 0 COUNT 0")).isEqualTo(SYNTAX);
    assertThat(server.run("SCAN 0 COUNT x"))
        .isEqualTo("-ERR value is not an integer or out of range\r\n");
    assertThat(server.run("SCAN 0 MATCH")).isEqualTo(SYNTAX);
    assertThat(server.run("SCAN 0 TYPE blue")).isEqualTo("-ERR unknown type name 'blue'\r\n");
    assertThat(server.run("SCAN 0 NOVALUES"))
        .isEqualTo("-ERR NOVALUES option can only be used in HSCAN\r\n");
    assertThat(server.run("SCAN 0 NOSCORES"))
        .isEqualTo("-ERR NOSCORES option can only be used in ZSCAN\r\n");
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

  @Test
  void shouldTellHowAValueIsKept() {
    server.run("SET n 10000");
    server.run("SET s " + "x".repeat(44));
    server.run("SET l " + "x".repeat(45));
    assertThat(server.run("OBJECT ENCODING n")).isEqualTo(bulk("int"));
    assertThat(server.run("OBJECT ENCODING s")).isEqualTo(bulk("embstr"));
    assertThat(server.run("OBJECT ENCODING l")).isEqualTo(bulk("raw"));
    assertThat(server.run("OBJECT ENCODING none")).isEqualTo(NIL);
    assertThat(server.run("OBJECT REFCOUNT n")).isEqualTo(ONE);
    server.run("SET n 9999");
    assertThat(server.run("OBJECT REFCOUNT n")).isEqualTo(":2147483647\r\n");
    server.advance(5000);
    assertThat(server.run("OBJECT IDLETIME n")).isEqualTo(":5\r\n");
    server.run("TYPE n");
    assertThat(server.run("OBJECT IDLETIME n")).isEqualTo(":5\r\n");
    server.run("GET n");
    assertThat(server.run("OBJECT IDLETIME n")).isEqualTo(ZERO);
    assertThat(server.run("OBJECT FREQ n"))
        .startsWith("-ERR An LFU maxmemory policy is not selected, access frequency not tracked.");
    server.keyspace().access().configure(true, 10, 1);
    server.run("SET f 1");
    assertThat(server.run("OBJECT FREQ f")).isEqualTo(":5\r\n");
    assertThat(server.run("OBJECT IDLETIME f"))
        .startsWith("-ERR An LFU maxmemory policy is selected, idle time not tracked.");
    assertThat(server.run("OBJECT NAME f"))
        .isEqualTo("-ERR unknown subcommand 'NAME'. Try OBJECT HELP.\r\n");
    assertThat(server.run("OBJECT"))
        .isEqualTo("-ERR wrong number of arguments for 'object' command\r\n");
    assertThat(server.run("OBJECT HELP"))
        .startsWith("*11\r\n+OBJECT <subcommand> [<arg> [value] [opt] ...]. Subcommands are:\r\n");
  }

  private static Set<String> sorted(String reply) {
    Set<String> words = new TreeSet<>();
    Pattern.compile("\\$\\d+\r\n(.*)\r\n")
        .matcher(reply)
        .results()
        .map((MatchResult result) -> result.group(1))
        .forEach(words::add);
    return words;
  }
}
