package dev.muninn.server.resp;

import static dev.muninn.server.resp.RequestParser.Result.COMMAND;
import static dev.muninn.server.resp.RequestParser.Result.EMPTY;
import static dev.muninn.server.resp.RequestParser.Result.ERROR;
import static dev.muninn.server.resp.RequestParser.Result.NEED_MORE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.server.bytes.Buffer;
import dev.muninn.server.store.Memory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestParserTest {
  private final Memory memory = new Memory();
  private final RequestLimits limits = new RequestLimits();
  private final RequestParser parser = new RequestParser(limits);
  private final Args args = new Args();
  private Buffer in;

  @BeforeEach
  void open() {
    in = new Buffer(memory, 64);
  }

  @AfterEach
  void close() {
    in.close();
    memory.close();
  }

  @Test
  void shouldParseACommand() {
    feed("*3\r\n$3\r\nSET\r\n$3\r\nkey\r\n$5\r\nvalue\r\n");
    assertThat(parse()).isEqualTo(COMMAND);
    assertThat(texts(args)).containsExactly("SET", "key", "value");
    assertThat(args.totalLength()).isEqualTo(11);
    assertThat(in.readable()).isZero();
    assertThat(parse()).isEqualTo(NEED_MORE);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9, 10, 11, 99, 100, 101, 999, 1000, 1001, 70000})
  void shouldParseBulksOfEveryHeaderSize(int size) {
    String value = "v".repeat(size);
    feed("*2\r\n$4\r\nECHO\r\n$" + size + "\r\n" + value + "\r\n");
    assertThat(parse()).isEqualTo(COMMAND);
    assertThat(texts(args)).containsExactly("ECHO", value);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 9, 10, 11, 99, 100, 101, 999, 1000, 1001, 3000})
  void shouldParseEveryNumberOfArguments(int count) {
    StringBuilder text = new StringBuilder("*" + count + "\r\n");
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      expected.add("a" + i);
      text.append('$').append(expected.get(i).length()).append("\r\n");
      text.append(expected.get(i)).append("\r\n");
    }
    feed(text.toString());
    assertThat(parse()).isEqualTo(COMMAND);
    assertThat(texts(args)).isEqualTo(expected);
  }

  @Test
  void shouldParseAPipelineCommandByCommand() {
    feed("*1\r\n$4\r\nPING\r\n*2\r\n$3\r\nGET\r\n$1\r\na\r\nPING inline\r\n*1\r\n$4\r\nQUIT\r\n");
    assertThat(drain())
        .containsExactly(
            List.of("PING"), List.of("GET", "a"), List.of("PING", "inline"), List.of("QUIT"));
  }

  @Test
  void shouldGiveTheSameRequestsWhereverTheInputIsSplit() {
    String text =
        "*3\r\n$3\r\nSET\r\n$3\r\nk\r\n\r\n$12\r\n0123456789\r\n\r\n*0\r\n\r\n"
            + "set \"a b\" '\\'' \\x\r\n*-1\r\n*2\r\n$0\r\n\r\n$101\r\n"
            + "z".repeat(101)
            + "\r\nPING\n";
    List<List<String>> expected =
        List.of(
            List.of("SET", "k\r\n", "0123456789\r\n"),
            List.of("set", "a b", "'", "\\x"),
            List.of("", "z".repeat(101)),
            List.of("PING"));
    for (int cut = 0; cut <= text.length(); cut++) {
      in.clear();
      List<List<String>> got = new ArrayList<>();
      feed(text.substring(0, cut));
      got.addAll(drain());
      in.compact();
      feed(text.substring(cut));
      got.addAll(drain());
      assertThat(got).as("cut at %d", cut).isEqualTo(expected);
    }
    in.clear();
    List<List<String>> got = new ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      in.compact();
      feed(text.substring(i, i + 1));
      got.addAll(drain());
    }
    assertThat(got).isEqualTo(expected);
  }

  @Test
  void shouldKeepTheBytesOfACommandWhileItRuns() {
    feed("*1\r\n$4\r\nPING\r\n*2\r\n$4\r\nECHO\r\n$2\r\nhi\r\n*2\r\n");
    parse();
    assertThat(args.get(0)).hasToString("PING");
    parse();
    assertThat(texts(args)).containsExactly("ECHO", "hi");
    assertThat(in.readable()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*abc\\r\\n|ERR Protocol error: invalid multibulk length",
        "*\\r\\n|ERR Protocol error: invalid multibulk length",
        "*01\\r\\n|ERR Protocol error: invalid multibulk length",
        "*+1\\r\\n|ERR Protocol error: invalid multibulk length",
        "*2147483648\\r\\n|ERR Protocol error: invalid multibulk length",
        "*99999999999999999999\\r\\n|ERR Protocol error: invalid multibulk length",
        "*1\\r\\n:5\\r\\n|ERR Protocol error: expected '$', got ':'",
        "*1\\r\\nfoo\\r\\n|ERR Protocol error: expected '$', got 'f'",
        "*1\\r\\n\\r\\n\\r\\n|ERR Protocol error: expected '$', got ' '",
        "*1\\r\\n$-1\\r\\n|ERR Protocol error: invalid bulk length",
        "*1\\r\\n$\\r\\n|ERR Protocol error: invalid bulk length",
        "*1\\r\\n$03\\r\\n|ERR Protocol error: invalid bulk length",
        "*1\\r\\n$1a\\r\\n|ERR Protocol error: invalid bulk length",
        "*1\\r\\n$536870913\\r\\n|ERR Protocol error: invalid bulk length",
        "*1\\r\\n$9223372036854775807\\r\\n|ERR Protocol error: invalid bulk length",
        "set \"a\\r\\n|ERR Protocol error: unbalanced quotes in request",
        "set \"a\"b\\r\\n|ERR Protocol error: unbalanced quotes in request",
        "set 'a\\r\\n|ERR Protocol error: unbalanced quotes in request",
      })
  void shouldRejectWhatIsNotTheProtocol(String escaped, String error) {
    feed(escaped.replace("\\r", "\r").replace("\\n", "\n"));
    assertThat(parse()).isEqualTo(ERROR);
    assertThat(parser.error()).hasToString(error);
  }

  @Test
  void shouldRejectTooLongLines() {
    feed("x".repeat(64 * 1024));
    assertThat(parse()).isEqualTo(NEED_MORE);
    feed("x");
    assertThat(parse()).isEqualTo(ERROR);
    assertThat(parser.error()).hasToString("ERR Protocol error: too big inline request");
    assertThat(errorOf("*" + "1".repeat(64 * 1024)))
        .isEqualTo("ERR Protocol error: too big mbulk count string");
    assertThat(errorOf("*1\r\n$" + "1".repeat(64 * 1024)))
        .isEqualTo("ERR Protocol error: too big bulk count string");
  }

  @Test
  void shouldAcceptALongLineThatIsComplete() {
    feed("ECHO " + "x".repeat(100_000) + "\r\n");
    assertThat(parse()).isEqualTo(COMMAND);
    assertThat(args.get(1).length()).isEqualTo(100_000);
  }

  @Test
  void shouldAllowTheUnauthenticatedLittle() {
    feed("*10\r\n$16384\r\n");
    assertThat(parser.parse(in, args, true)).isEqualTo(NEED_MORE);
    assertThat(unauthenticatedErrorOf("*11\r\n"))
        .isEqualTo("ERR Protocol error: unauthenticated multibulk length");
    assertThat(unauthenticatedErrorOf("*1\r\n$16385\r\n"))
        .isEqualTo("ERR Protocol error: unauthenticated bulk length");
    assertThat(limits.exceedsQueryBuffer(1024 * 1024, true)).isFalse();
    assertThat(limits.exceedsQueryBuffer(1024 * 1024 + 1, true)).isTrue();
    assertThat(limits.exceedsQueryBuffer(1024 * 1024 + 1, false)).isFalse();
  }

  @Test
  void shouldFollowTheConfiguredLimits() {
    limits.maxBulk(10);
    limits.maxQueryBuffer(20);
    assertThat(errorOf("*1\r\n$11\r\n")).isEqualTo("ERR Protocol error: invalid bulk length");
    assertThat(limits.exceedsQueryBuffer(21, false)).isTrue();
    limits.maxBulk(Long.MAX_VALUE);
    assertThat(limits.maxBulk()).isEqualTo(RequestLimits.LARGEST_BUFFER);
  }

  @Test
  void shouldNotAllocateByTheAnnouncedNumbers() {
    long before = memory.used();
    feed("*2147483647\r\n$1\r\na\r\n$536870912\r\nx");
    assertThat(parse()).isEqualTo(NEED_MORE);
    assertThat(args.count()).isEqualTo(1);
    assertThat(parser.missing(in)).isEqualTo(536870912 + 2 - 1);
    assertThat(parser.inRequest()).isTrue();
    assertThat(memory.used()).isEqualTo(before);
  }

  @Test
  void shouldSkipEmptyRequests() {
    feed("\r\n\n*0\r\n*-5\r\n  \t \r\nPING\r\n");
    for (int i = 0; i < 5; i++) {
      assertThat(parse()).isEqualTo(EMPTY);
    }
    assertThat(parse()).isEqualTo(COMMAND);
    assertThat(texts(args)).containsExactly("PING");
  }

  @Test
  void shouldParseManyArgumentsAndForgetTheLargeTable() {
    int count = 200_000;
    StringBuilder text = new StringBuilder("*" + count + "\r\n");
    text.repeat("$1\r\nx\r\n", count);
    feed(text.toString());
    assertThat(parse()).isEqualTo(COMMAND);
    assertThat(args.count()).isEqualTo(count);
    assertThat(args.get(count - 1)).hasToString("x");
    args.clear();
    feed("PING\r\n");
    assertThat(parse()).isEqualTo(COMMAND);
    assertThat(texts(args)).containsExactly("PING");
  }

  private String errorOf(String text) {
    return errorOf(text, false);
  }

  private String unauthenticatedErrorOf(String text) {
    return errorOf(text, true);
  }

  private String errorOf(String text, boolean authRequired) {
    in.clear();
    feed(text);
    RequestParser fresh = new RequestParser(limits);
    assertThat(fresh.parse(in, new Args(), authRequired)).isEqualTo(ERROR);
    return fresh.error().toString();
  }

  private List<List<String>> drain() {
    List<List<String>> requests = new ArrayList<>();
    while (true) {
      RequestParser.Result result = parse();
      if (result == COMMAND) {
        requests.add(texts(args));
      } else if (result != EMPTY) {
        assertThat(result).isEqualTo(NEED_MORE);
        return requests;
      }
    }
  }

  private RequestParser.Result parse() {
    return parser.parse(in, args, false);
  }

  private void feed(String text) {
    in.put(text.getBytes(ISO_8859_1));
  }

  static List<String> texts(Args args) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < args.count(); i++) {
      texts.add(args.get(i).toString());
    }
    return texts;
  }
}
