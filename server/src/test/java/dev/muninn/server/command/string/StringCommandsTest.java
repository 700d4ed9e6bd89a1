package dev.muninn.server.command.string;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.server.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StringCommandsTest {
  private static final String NIL = "$-1\r\n";
  private static final String OK = "+OK\r\n";
  private static final String SYNTAX = "-ERR syntax error\r\n";
  private static final String NOT_INTEGER = "-ERR value is not an integer or out of range\r\n";

  private final TestServer server = new TestServer();

  @AfterEach
  void close() {
    server.close();
  }

  private static String bulk(String value) {
    return "$" + value.length() + "\r\n" + value + "\r\n";
  }

  /** Words parted by blanks as the lines of a reply. */
  private static String lines(String words) {
    return words.replace(" ", "\r\n") + "\r\n";
  }

  @Test
  void shouldGetWhatWasSet() {
    assertThat(server.run("GET k")).isEqualTo(NIL);
    assertThat(server.run("SET k v")).isEqualTo(OK);
    assertThat(server.run("get k")).isEqualTo(bulk("v"));
    assertThat(server.run("SET k 0012")).isEqualTo(OK);
    assertThat(server.run("GET k")).isEqualTo(bulk("0012"));
    assertThat(server.run("SET k -9223372036854775808")).isEqualTo(OK);
    assertThat(server.run("GET k")).isEqualTo(bulk("-9223372036854775808"));
    assertThat(server.call("SET", "k", "")).isEqualTo(OK);
    assertThat(server.run("GET k")).isEqualTo(bulk(""));
  }

  @Test
  void shouldReplyNullInTheProtocolOfTheClient() {
    server.resp3();
    assertThat(server.run("GET k")).isEqualTo("_\r\n");
    assertThat(server.run("SET k v XX")).isEqualTo("_\r\n");
  }

  @Test
  void shouldSetOnConditionOnly() {
    assertThat(server.run("SET k 1 XX")).isEqualTo(NIL);
    assertThat(server.run("SET k 1 NX")).isEqualTo(OK);
    assertThat(server.run("SET k 2 NX")).isEqualTo(NIL);
    assertThat(server.run("SET k 3 xx GET")).isEqualTo(bulk("1"));
    assertThat(server.run("SET k 4 NX GET")).isEqualTo(bulk("3"));
    assertThat(server.run("SET other 5 NX GET")).isEqualTo(NIL);
    assertThat(server.run("MGET k other none")).isEqualTo("*3\r\n$1\r\n3\r\n$1\r\n5\r\n$-1\r\n");
  }

  @Test
  void shouldRejectContradictoryOptionsOfSet() {
    assertThat(server.run("SET k v NX XX")).isEqualTo(SYNTAX);
    assertThat(server.run("SET k v EX 1 PX 1")).isEqualTo(SYNTAX);
    assertThat(server.run("SET k v EX 1 KEEPTTL")).isEqualTo(SYNTAX);
    assertThat(server.run("SET k v KEEPTTL EX 1")).isEqualTo(SYNTAX);
    assertThat(server.run("SET k v EX")).isEqualTo(SYNTAX);
    assertThat(server.run("SET k v PERSIST")).isEqualTo(SYNTAX);
    assertThat(server.run("SET k v BLUE")).isEqualTo(SYNTAX);
    assertThat(server.run("GETEX k PERSIST EX 1")).isEqualTo(SYNTAX);
    assertThat(server.run("GETEX k KEEPTTL")).isEqualTo(SYNTAX);
    assertThat(server.run("GET k")).isEqualTo(NIL);
  }

  @Test
  void shouldKeepOrDiscardTheTimeToLive() {
    server.run("SET k v EX 10");
    assertThat(server.run("PTTL k")).isEqualTo(":10000\r\n");
    server.run("SET k w KEEPTTL");
    assertThat(server.run("PTTL k")).isEqualTo(":10000\r\n");
    server.run("SET k w");
    assertThat(server.run("TTL k")).isEqualTo(":-1\r\n");
    server.run("SET k w EX 1 EX 5");
    assertThat(server.run("PTTL k")).isEqualTo(":5000\r\n");
    server.run("SETEX k 7 v");
    assertThat(server.run("PTTL k")).isEqualTo(":7000\r\n");
    server.run("PSETEX k 7 v");
    assertThat(server.run("PTTL k")).isEqualTo(":7\r\n");
    server.run("GETSET k w");
    assertThat(server.run("PTTL k")).isEqualTo(":-1\r\n");
    server.run("SET k v PXAT 1700000000250");
    assertThat(server.run("PTTL k")).isEqualTo(":250\r\n");
    server.run("SET k v EXAT 1700000001");
    assertThat(server.run("PEXPIRETIME k")).isEqualTo(":1700000001000\r\n");
  }

  @Test
  void shouldForgetAKeyWhoseTimeIsOver() {
    server.run("SET k v PX 100");
    server.advance(100);
    assertThat(server.run("GET k")).isEqualTo(bulk("v"));
    server.advance(1);
    assertThat(server.run("GET k")).isEqualTo(NIL);
    server.run("SET k v PX 100");
    server.advance(101);
    assertThat(server.run("SET k w KEEPTTL")).isEqualTo(OK);
    assertThat(server.run("TTL k")).isEqualTo(":-1\r\n");
  }

  @Test
  void shouldDeleteAtOnceWhatIsSetToExpireInThePast() {
    server.run("SET k v");
    assertThat(server.run("SET k w PXAT 1")).isEqualTo(OK);
    assertThat(server.run("EXISTS k")).isEqualTo(":0\r\n");
    server.run("SET k v");
    assertThat(server.run("GETEX k EXAT 1")).isEqualTo(bulk("v"));
    assertThat(server.run("EXISTS k")).isEqualTo(":0\r\n");
  }

  @Test
  void shouldRejectExpireTimesThatCannotBe() {
    for (String command : new String[] {"SET k v EX 0", "SET k v PX -1", "SET k v EXAT -5"}) {
      assertThat(server.run(command)).isEqualTo("-ERR invalid expire time in 'set' command\r\n");
    }
    assertThat(server.run("SET k v EX 9223372036854775807"))
        .isEqualTo("-ERR invalid expire time in 'set' command\r\n");
    assertThat(server.run("SET k v PX 9223372036854775807"))
        .isEqualTo("-ERR invalid expire time in 'set' command\r\n");
    assertThat(server.run("SETEX k 0 v"))
        .isEqualTo("-ERR invalid expire time in 'setex' command\r\n");
    assertThat(server.run("PSETEX k -1 v"))
        .isEqualTo("-ERR invalid expire time in 'psetex' command\r\n");
    assertThat(server.run("SET k v EX ten")).isEqualTo(NOT_INTEGER);
    server.run("SET k v");
    assertThat(server.run("GETEX k EX 0"))
        .isEqualTo("-ERR invalid expire time in 'getex' command\r\n");
    assertThat(server.run("GETEX none EX 0")).isEqualTo(NIL);
  }

  @Test
  void shouldChangeTheTimeToLiveWhenGetting() {
    server.run("SET k v");
    assertThat(server.run("GETEX k PX 5")).isEqualTo(bulk("v"));
    assertThat(server.run("PTTL k")).isEqualTo(":5\r\n");
    assertThat(server.run("GETEX k")).isEqualTo(bulk("v"));
    assertThat(server.run("PTTL k")).isEqualTo(":5\r\n");
    assertThat(server.run("GETEX k PERSIST")).isEqualTo(bulk("v"));
    assertThat(server.run("PTTL k")).isEqualTo(":-1\r\n");
    assertThat(server.run("GETDEL k")).isEqualTo(bulk("v"));
    assertThat(server.run("GETDEL k")).isEqualTo(NIL);
  }

  @Test
  void shouldSetSeveralKeysOrNone() {
    assertThat(server.run("MSET a 1 b 2")).isEqualTo(OK);
    assertThat(server.run("MSETNX c 3 b 4")).isEqualTo(":0\r\n");
    assertThat(server.run("MSETNX c 3 d 4 c 5")).isEqualTo(":1\r\n");
    assertThat(server.run("MGET a b c d"))
        .isEqualTo("*4\r\n$1\r\n1\r\n$1\r\n2\r\n$1\r\n5\r\n$1\r\n4\r\n");
    assertThat(server.run("MSET a 1 b"))
        .isEqualTo("-ERR wrong number of arguments for 'mset' command\r\n");
    assertThat(server.run("MSETNX a 1 b"))
        .isEqualTo("-ERR wrong number of arguments for 'msetnx' command\r\n");
    assertThat(server.run("SETNX a 2")).isEqualTo(":0\r\n");
    assertThat(server.run("SETNX e 2")).isEqualTo(":1\r\n");
    assertThat(server.run("GETSET e 3")).isEqualTo(bulk("2"));
    assertThat(server.run("GETSET f 3")).isEqualTo(NIL);
  }

  @Test
  void shouldCountUpAndDown() {
    assertThat(server.run("INCR n")).isEqualTo(":1\r\n");
    assertThat(server.run("INCRBY n 41")).isEqualTo(":42\r\n");
    assertThat(server.run("DECR n")).isEqualTo(":41\r\n");
    assertThat(server.run("DECRBY n 51")).isEqualTo(":-10\r\n");
    assertThat(server.run("INCRBY n 1.5")).isEqualTo(NOT_INTEGER);
    assertThat(server.run("DECRBY n -9223372036854775808"))
        .isEqualTo("-ERR decrement would overflow\r\n");
    server.run("SET n 9223372036854775807");
    assertThat(server.run("INCR n")).isEqualTo("-ERR increment or decrement would overflow\r\n");
    server.run("SET n -9223372036854775808");
    assertThat(server.run("DECR n")).isEqualTo("-ERR increment or decrement would overflow\r\n");
    server.run("SET n 012");
    assertThat(server.run("INCR n")).isEqualTo(NOT_INTEGER);
    server.run("SET n 1 EX 10");
    server.run("APPEND n 2");
    assertThat(server.run("INCR n")).isEqualTo(":13\r\n");
    assertThat(server.run("TTL n")).isEqualTo(":10\r\n");
  }

  @Test
  void shouldAppend() {
    assertThat(server.run("APPEND k 12")).isEqualTo(":2\r\n");
    assertThat(server.run("OBJECT ENCODING k")).isEqualTo(bulk("int"));
    assertThat(server.run("APPEND k ab")).isEqualTo(":4\r\n");
    assertThat(server.run("GET k")).isEqualTo(bulk("12ab"));
    assertThat(server.run("STRLEN k")).isEqualTo(":4\r\n");
    assertThat(server.run("STRLEN none")).isEqualTo(":0\r\n");
    server.config().protoMaxBulkLen = 5;
    assertThat(server.run("APPEND k cd"))
        .isEqualTo("-ERR string exceeds maximum allowed size (proto-max-bulk-len)\r\n");
    assertThat(server.run("APPEND k c")).isEqualTo(":5\r\n");
  }

  @Test
  void shouldReadPartsByAnyIndexes() {
    server.run("SET k Muninn");
    assertThat(server.run("GETRANGE k 0 -1")).isEqualTo(bulk("Muninn"));
    assertThat(server.run("GETRANGE k 1 2")).isEqualTo(bulk("un"));
    assertThat(server.run("GETRANGE k -3 -2")).isEqualTo(bulk("in"));
    assertThat(server.run("GETRANGE k -2 -3")).isEqualTo(bulk(""));
    assertThat(server.run("GETRANGE k -100 0")).isEqualTo(bulk("M"));
    assertThat(server.run("GETRANGE k 0 -100")).isEqualTo(bulk("M"));
    assertThat(server.run("GETRANGE k 5 100")).isEqualTo(bulk("n"));
    assertThat(server.run("GETRANGE k 6 100")).isEqualTo(bulk(""));
    assertThat(server.run("GETRANGE k 9223372036854775807 9223372036854775807"))
        .isEqualTo(bulk(""));
    assertThat(server.run("GETRANGE none 0 1")).isEqualTo(bulk(""));
    assertThat(server.run("GETRANGE k a 1")).isEqualTo(NOT_INTEGER);
    server.run("SET k -123");
    assertThat(server.run("SUBSTR k 0 1")).isEqualTo(bulk("-1"));
  }

  @Test
  void shouldOverwriteParts() {
    assertThat(server.run("SETRANGE k 2 ab")).isEqualTo(":4\r\n");
    assertThat(server.run("GET k")).isEqualTo(bulk("\0\0ab"));
    assertThat(server.run("SETRANGE k 0 c")).isEqualTo(":4\r\n");
    assertThat(server.run("GET k")).isEqualTo(bulk("c\0ab"));
    server.run("SET n 12345");
    assertThat(server.run("SETRANGE n 1 x")).isEqualTo(":5\r\n");
    assertThat(server.run("GET n")).isEqualTo(bulk("1x345"));
    assertThat(server.call("SETRANGE", "none", "5", "")).isEqualTo(":0\r\n");
    assertThat(server.run("EXISTS none")).isEqualTo(":0\r\n");
    assertThat(server.run("SETRANGE k -1 a")).isEqualTo("-ERR offset is out of range\r\n");
    assertThat(server.run("SETRANGE k 536870912 a"))
        .isEqualTo("-ERR string exceeds maximum allowed size (proto-max-bulk-len)\r\n");
    assertThat(server.run("SETRANGE k 9223372036854775807 a"))
        .isEqualTo("-ERR string exceeds maximum allowed size (proto-max-bulk-len)\r\n");
  }

  @Test
  void shouldAddFloatingPointNumbers() {
    assertThat(server.run("INCRBYFLOAT f 10.50")).isEqualTo(bulk("10.5"));
    assertThat(server.run("INCRBYFLOAT f 0.1")).isEqualTo(bulk("10.6"));
    assertThat(server.run("INCRBYFLOAT f -5")).isEqualTo(bulk("5.6"));
    server.run("SET f 5.0e3");
    assertThat(server.run("INCRBYFLOAT f 2.0e2")).isEqualTo(bulk("5200"));
    server.run("SET f 3");
    assertThat(server.run("INCRBYFLOAT f 1.1")).isEqualTo(bulk("4.1"));
    assertThat(server.run("INCRBYFLOAT f inf"))
        .isEqualTo("-ERR increment would produce NaN or Infinity\r\n");
    for (String word : new String[] {"nan", "1x", "e", "1e99999", "1e-99999", "."}) {
      assertThat(server.run("INCRBYFLOAT f " + word))
          .as(word)
          .isEqualTo("-ERR value is not a valid float\r\n");
    }
    assertThat(server.call("INCRBYFLOAT", "f", " 1"))
        .isEqualTo("-ERR value is not a valid float\r\n");
    assertThat(server.call("INCRBYFLOAT", "f", ""))
        .isEqualTo("-ERR value is not a valid float\r\n");
    assertThat(server.run("GET f")).isEqualTo(bulk("4.1"));
  }

  @Test
  void shouldFindTheLongestCommonSubsequence() {
    server.run("MSET a ohmytext b mynewtext");
    assertThat(server.run("LCS a b")).isEqualTo(bulk("mytext"));
    assertThat(server.run("LCS a b LEN")).isEqualTo(":6\r\n");
    assertThat(server.run("LCS a b IDX"))
        .isEqualTo(lines("*4 $7 matches *2 *2 *2 :4 :7 *2 :5 :8 *2 *2 :2 :3 *2 :0 :1 $3 len :6"));
    assertThat(server.run("LCS a b IDX MINMATCHLEN 4 WITHMATCHLEN"))
        .isEqualTo(lines("*4 $7 matches *1 *3 *2 :4 :7 *2 :5 :8 :4 $3 len :6"));
    assertThat(server.run("LCS a none")).isEqualTo(bulk(""));
    assertThat(server.run("LCS a b LEN IDX"))
        .isEqualTo("-ERR If you want both the length and indexes, please just use IDX.\r\n");
    assertThat(server.run("LCS a b MINMATCHLEN")).isEqualTo(SYNTAX);
    server.config().protoMaxBulkLen = 100;
    assertThat(server.run("LCS a b"))
        .isEqualTo(
            "-ERR Insufficient memory, transient memory for LCS exceeds proto-max-bulk-len\r\n");
  }
}
