package dev.muninn.server.resp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.server.bytes.Buffer;
import dev.muninn.server.bytes.Slice;
import dev.muninn.server.store.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTest {
  private final Memory memory = new Memory();
  private final ReplyPool pool = new ReplyPool(memory);
  private final ReplyBuffer out = new ReplyBuffer(pool);
  private final List<String> errors = new ArrayList<>();
  private final Reply reply = new Reply(out, e -> errors.add(e.code()));

  @AfterEach
  void close() {
    out.close();
    pool.close();
    assertThat(memory.used()).isZero();
    memory.close();
  }

  @Test
  void shouldWriteResp2() {
    assertThat(written(Reply::ok)).isEqualTo("+OK\r\n");
    assertThat(written(Reply::pong)).isEqualTo("+PONG\r\n");
    assertThat(written(r -> r.status("hello"))).isEqualTo("+hello\r\n");
    assertThat(written(r -> r.integer(0))).isEqualTo(":0\r\n");
    assertThat(written(r -> r.integer(1023))).isEqualTo(":1023\r\n");
    assertThat(written(r -> r.integer(1024))).isEqualTo(":1024\r\n");
    assertThat(written(r -> r.integer(-1))).isEqualTo(":-1\r\n");
    assertThat(written(r -> r.integer(Long.MIN_VALUE))).isEqualTo(":-9223372036854775808\r\n");
    assertThat(written(r -> r.integer(Long.MAX_VALUE))).isEqualTo(":9223372036854775807\r\n");
    assertThat(written(r -> r.bulk(""))).isEqualTo("$0\r\n\r\n");
    assertThat(written(r -> r.bulk("a\r\nb"))).isEqualTo("$4\r\na\r\nb\r\n");
    assertThat(written(r -> r.bulkDecimal(-12))).isEqualTo("$3\r\n-12\r\n");
    assertThat(written(r -> r.bulkDecimal(Long.MIN_VALUE)))
        .isEqualTo("$20\r\n-9223372036854775808\r\n");
    assertThat(written(Reply::nullValue)).isEqualTo("$-1\r\n");
    assertThat(written(Reply::nullArray)).isEqualTo("*-1\r\n");
    assertThat(written(r -> r.array(12))).isEqualTo("*12\r\n");
    assertThat(written(r -> r.map(3))).isEqualTo("*6\r\n");
    assertThat(written(r -> r.set(3))).isEqualTo("*3\r\n");
    assertThat(written(r -> r.push(3))).isEqualTo("*3\r\n");
    assertThat(written(r -> r.bool(true))).isEqualTo(":1\r\n");
    assertThat(written(r -> r.bool(false))).isEqualTo(":0\r\n");
    assertThat(written(r -> r.doubleValue(1.5))).isEqualTo("$3\r\n1.5\r\n");
    assertThat(written(r -> r.verbatim("text"))).isEqualTo("$4\r\ntext\r\n");
    assertThat(written(r -> r.bigNumber("123"))).isEqualTo("$3\r\n123\r\n");
    assertThatThrownBy(() -> reply.attribute(1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldWriteResp3() {
    reply.protocol(3);
    assertThat(reply.protocol()).isEqualTo(3);
    assertThat(written(Reply::nullValue)).isEqualTo("_\r\n");
    assertThat(written(Reply::nullArray)).isEqualTo("_\r\n");
    assertThat(written(r -> r.map(3))).isEqualTo("%3\r\n");
    assertThat(written(r -> r.set(3))).isEqualTo("~3\r\n");
    assertThat(written(r -> r.push(3))).isEqualTo(">3\r\n");
    assertThat(written(r -> r.attribute(1))).isEqualTo("|1\r\n");
    assertThat(written(r -> r.bool(true))).isEqualTo("#t\r\n");
    assertThat(written(r -> r.bool(false))).isEqualTo("#f\r\n");
    assertThat(written(r -> r.doubleValue(1.5))).isEqualTo(",1.5\r\n");
    assertThat(written(r -> r.doubleValue(Double.NEGATIVE_INFINITY))).isEqualTo(",-inf\r\n");
    assertThat(written(r -> r.verbatim("text"))).isEqualTo("=8\r\ntxt:text\r\n");
    assertThat(written(r -> r.verbatim("md", new byte[] {'x'}))).isEqualTo("=5\r\nmd :x\r\n");
    assertThat(written(r -> r.bigNumber("123"))).isEqualTo("(123\r\n");
    assertThat(written(r -> r.bulk("a"))).isEqualTo("$1\r\na\r\n");
    assertThat(written(r -> r.array(2))).isEqualTo("*2\r\n");
  }

  @Test
  void shouldWriteErrorsOnOneLineAndCountThem() {
    assertThat(written(r -> r.error(RespError.WRONG_TYPE)))
        .isEqualTo("-WRONGTYPE Operation against a key holding the wrong kind of value\r\n");
    assertThat(written(r -> r.error("bad\r\nthing\n"))).isEqualTo("-ERR bad  thing\r\n");
    assertThat(errors).containsExactly("WRONGTYPE", "ERR");
    assertThat(reply.errorCount()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 1000, 1023, 1024, 1025, 16_000, 16_384, 16_385, 100_000, 1_000_000})
  void shouldWriteBulksOfAnySize(int size) {
    byte[] value = new byte[size];
    new Random(size).nextBytes(value);
    String expected = "$" + size + "\r\n" + new String(value, ISO_8859_1) + "\r\n";
    try (Buffer buffer = new Buffer(memory, Math.max(1, size))) {
      buffer.put(value);
      Slice slice = buffer.slice(0, size, new Slice());
      assertThat(written(r -> r.bulk(slice))).isEqualTo(expected);
      assertThat(written(r -> r.bulk(value))).isEqualTo(expected);
      assertThat(written(r -> r.verbatim("txt", value))).isEqualTo(expected);
    }
  }

  @Test
  void shouldWriteAnythingAtAnyPlaceOfAChunk() {
    for (int fill = ReplyPool.CHUNK - 80; fill <= ReplyPool.CHUNK + 5; fill++) {
      String filler = "x".repeat(fill);
      String got =
          written(
              r -> {
                r.status(filler);
                r.integer(123456789012345678L);
                r.ok();
                r.bulk("hello");
                r.bulkDecimal(-77);
                r.nullValue();
                r.array(5);
              });
      assertThat(got)
          .isEqualTo(
              "+"
                  + filler
                  + "\r\n:123456789012345678\r\n+OK\r\n$5\r\nhello\r\n$3\r\n-77\r\n$-1\r\n*5\r\n");
    }
  }

  @Test
  void shouldDropRepliesWhenMutedButNotPushes() {
    reply.mute(true);
    assertThat(reply.muted()).isTrue();
    assertThat(
            written(
                r -> {
                  r.ok();
                  r.bulk("a");
                  r.bulk(new Slice());
                  r.status("a");
                  r.integer(5);
                  r.bulkDecimal(5);
                  r.nullValue();
                  r.error(RespError.SYNTAX);
                  r.verbatim("a");
                  r.doubleValue(2.5);
                  long mark = r.deferred();
                  r.bulk("x");
                  r.endArray(mark, 1);
                  r.beginPush();
                  r.push(1);
                  r.bulk("p");
                  r.endPush();
                  r.ok();
                }))
        .isEqualTo("*1\r\n$1\r\np\r\n");
    assertThat(errors).containsExactly("ERR");
    reply.mute(false);
    assertThat(written(Reply::ok)).isEqualTo("+OK\r\n");
  }

  @Test
  void shouldFillInDeferredLengths() {
    reply.protocol(3);
    String got =
        written(
            r -> {
              r.ok();
              long outer = r.deferred();
              r.bulk("a");
              long inner = r.deferred();
              r.integer(1);
              r.integer(2);
              r.endSet(inner, 2);
              long empty = r.deferred();
              r.endMap(empty, 0);
              r.endArray(outer, 3);
            });
    assertThat(got).isEqualTo("+OK\r\n*3\r\n$1\r\na\r\n~2\r\n:1\r\n:2\r\n%0\r\n");
    reply.protocol(2);
    assertThat(
            written(
                r -> {
                  long mark = r.deferred();
                  r.endMap(mark, 0);
                  mark = r.deferred();
                  r.bulk("k");
                  r.bulk("v");
                  r.endMap(mark, 1);
                  mark = r.deferred();
                  r.endPush(mark, 0);
                }))
        .isEqualTo("*0\r\n*2\r\n$1\r\nk\r\n$1\r\nv\r\n*0\r\n");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void shouldFillInDeferredLengthsOfAnyShape(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 25; round++) {
      StringBuilder expected = new StringBuilder();
      String got = written(r -> expected.append(element(r, random, 0)));
      assertThat(got).isEqualTo(expected.toString());
    }
  }

  /** Writes a random value, nested at most 3 deep, and returns what it should look like. */
  private static String element(Reply r, Random random, int depth) {
    if (depth > 0 && (depth == 3 || random.nextInt(3) > 0)) {
      String text =
          "e".repeat(random.nextInt(10) == 0 ? random.nextInt(20_000) : random.nextInt(9));
      r.bulk(text);
      return "$" + text.length() + "\r\n" + text + "\r\n";
    }
    int count = random.nextInt(20);
    StringBuilder body = new StringBuilder();
    long mark = r.deferred();
    for (int i = 0; i < count; i++) {
      body.append(element(r, random, depth + 1));
    }
    r.endArray(mark, count);
    return "*" + count + "\r\n" + body;
  }

  @Test
  void shouldRollBack() {
    reply.ok();
    long position = reply.position();
    for (int i = 0; i < 5000; i++) {
      reply.bulk("0123456789");
    }
    reply.rollBack(position);
    assertThat(out.chunks()).isEqualTo(1);
    assertThat(written(r -> r.integer(1))).isEqualTo("+OK\r\n:1\r\n");
    position = reply.position();
    reply.bulk("x");
    reply.rollBack(position);
    assertThat(out.isEmpty()).isTrue();
  }

  @Test
  void shouldPutPushesBehindTheReplyOfTheCommandThatRuns() {
    reply.beginCommand();
    long position = reply.position();
    reply.array(2);
    reply.beginPush();
    reply.push(1);
    reply.bulk("x".repeat(40_000));
    reply.endPush();
    reply.integer(1);
    reply.rollBack(position);
    reply.beginPushReply();
    reply.push(1);
    reply.endPush();
    reply.integer(2);
    assertThat(out.size()).isEqualTo(8);
    reply.endCommand();
    assertThat(written(Reply::ok))
        .isEqualTo("*1\r\n:2\r\n*1\r\n$40000\r\n" + "x".repeat(40_000) + "\r\n+OK\r\n");
    reply.beginCommand();
    reply.ok();
    reply.endCommand();
    reply.beginPush();
    reply.push(0);
    reply.endPush();
    assertThat(written(Reply::ok)).isEqualTo("+OK\r\n*0\r\n+OK\r\n");
  }

  @Test
  void shouldRollBackBegunAggregatesAndPushes() {
    reply.protocol(3);
    reply.bulk("before");
    long position = reply.position();
    long outer = reply.deferred();
    reply.bulk("x".repeat(20_000));
    long inner = reply.deferred();
    reply.bulk("x".repeat(20_000));
    reply.endMap(inner, 1);
    reply.mute(true);
    reply.beginPush();
    reply.push(2);
    assertThat(outer).isEqualTo(position);
    reply.rollBack(position);
    reply.error("dropped: muted, and no push any more");
    reply.mute(false);
    assertThat(written(Reply::ok)).isEqualTo("$6\r\nbefore\r\n+OK\r\n");
  }

  private String written(Consumer<Reply> writer) {
    writer.accept(reply);
    return drain(out);
  }

  /** Takes everything out of a chain. */
  static String drain(ReplyBuffer out) {
    StringBuilder text = new StringBuilder();
    Slice slice = new Slice();
    for (int i = 0; i < out.chunks(); i++) {
      Buffer chunk = out.chunk(i);
      text.append(chunk.slice(chunk.readIndex(), chunk.readable(), slice));
    }
    assertThat(out.size()).isEqualTo(text.length());
    out.advance(text.length());
    assertThat(out.held()).isZero();
    return text.toString();
  }
}
