package dev.muninn.server.resp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.muninn.server.bytes.Buffer;
import dev.muninn.server.store.Memory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** No input makes the parser throw or loop, and how input is cut changes nothing. */
class RequestParserFuzzTest {
  @FuzzTest(maxDuration = "1m")
  void shouldNotDependOnHowInputIsCut(byte @Nullable [] data) {
    if (data == null || data.length == 0) {
      return;
    }
    boolean auth = (data[0] & 1) != 0;
    int step = 1 + (data[0] >>> 1 & 0x1F);
    assertThat(parse(data, step, auth)).isEqualTo(parse(data, data.length, auth));
  }

  private static List<String> parse(byte[] data, int step, boolean auth) {
    List<String> events = new ArrayList<>();
    try (Memory memory = new Memory();
        Buffer in = new Buffer(memory, 16)) {
      RequestLimits limits = new RequestLimits();
      limits.maxBulk(1 << 20);
      RequestParser parser = new RequestParser(limits);
      Args args = new Args();
      for (int from = 1; from < data.length; from += step) {
        in.compact();
        in.put(data, from, Math.min(step, data.length - from));
        RequestParser.Result result;
        while ((result = parser.parse(in, args, auth)) != RequestParser.Result.NEED_MORE) {
          if (result == RequestParser.Result.ERROR) {
            events.add(parser.error().toString());
            return events;
          }
          events.add(RequestParserTest.texts(args).toString());
        }
      }
    }
    return events;
  }
}
