package dev.muninn.server.resp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.server.bytes.Buffer;
import dev.muninn.server.store.Memory;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random pipelines, cut at random places, against the list they were made from. */
class RequestParserRandomTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldReadBackRandomPipelines(long seed) {
    Random random = new Random(seed);
    List<List<String>> expected = new ArrayList<>();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < 500; i++) {
      if (random.nextInt(20) == 0) {
        bytes.writeBytes("*0\r\n".getBytes(StandardCharsets.ISO_8859_1));
      }
      expected.add(random.nextInt(5) == 0 ? inline(random, bytes) : multibulk(random, bytes));
    }
    assertThat(parseInPieces(random, bytes.toByteArray())).isEqualTo(expected);
  }

  private static List<String> multibulk(Random random, ByteArrayOutputStream out) {
    List<String> request = new ArrayList<>();
    int count = 1 + (random.nextInt(50) == 0 ? random.nextInt(2000) : random.nextInt(12));
    write(out, "*" + count + "\r\n");
    for (int i = 0; i < count; i++) {
      int size = random.nextInt(40) == 0 ? random.nextInt(40_000) : random.nextInt(24);
      byte[] value = new byte[size];
      random.nextBytes(value);
      request.add(new String(value, StandardCharsets.ISO_8859_1));
      write(out, "$" + size + "\r\n" + request.get(i) + "\r\n");
    }
    return request;
  }

  private static List<String> inline(Random random, ByteArrayOutputStream out) {
    List<String> request = new ArrayList<>();
    StringBuilder line = new StringBuilder("set");
    request.add("set");
    for (int i = random.nextInt(6); i > 0; i--) {
      byte[] value = new byte[random.nextInt(10)];
      random.nextBytes(value);
      request.add(new String(value, StandardCharsets.ISO_8859_1));
      line.append(" \"");
      for (byte b : value) {
        line.append(String.format("\\x%02x", b & 0xFF));
      }
      line.append('"');
    }
    write(out, line + (random.nextBoolean() ? "\r\n" : "\n"));
    return request;
  }

  private static List<List<String>> parseInPieces(Random random, byte[] bytes) {
    List<List<String>> got = new ArrayList<>();
    try (Memory memory = new Memory();
        Buffer in = new Buffer(memory, 64)) {
      RequestParser parser = new RequestParser(new RequestLimits());
      Args args = new Args();
      int from = 0;
      while (from < bytes.length) {
        int size =
            Math.min(1 + random.nextInt(random.nextBoolean() ? 10 : 5000), bytes.length - from);
        if (random.nextBoolean()) {
          in.compact();
        }
        in.put(bytes, from, size);
        from += size;
        RequestParser.Result result;
        while ((result = parser.parse(in, args, false)) != RequestParser.Result.NEED_MORE) {
          assertThat(result).isNotEqualTo(RequestParser.Result.ERROR);
          if (result == RequestParser.Result.COMMAND) {
            got.add(RequestParserTest.texts(args));
            args.clear();
          }
        }
      }
      assertThat(in.readable()).isZero();
    }
    return got;
  }

  private static void write(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
