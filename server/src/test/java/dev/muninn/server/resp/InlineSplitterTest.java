package dev.muninn.server.resp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.server.bytes.Buffer;
import dev.muninn.server.bytes.Bytes;
import dev.muninn.server.store.Memory;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InlineSplitterTest {
  @Test
  void shouldSplitAtBlanks() {
    assertThat(split("a bc\td  \u000b\fe ")).containsExactly("a", "bc", "d", "e");
    assertThat(split("")).isEmpty();
    assertThat(split("a\u000bb")).containsExactly("a\u000bb");
    assertThat(split("a\0b c")).containsExactly("a\0b", "c");
  }

  @Test
  void shouldUnescapeWithinDoubleQuotes() {
    assertThat(split("\"\\n\\r\\t\\b\\a\\\\\\\"\\q\"")).containsExactly("\n\r\t\b\u0007\\\"q");
    assertThat(split("\"\\x41\\xfF\\x4\\xg0\"")).containsExactly("A\u00ffx4xg0");
    assertThat(split("foo\"b ar\"")).containsExactly("foob ar");
    assertThat(split("\"\" a")).containsExactly("", "a");
    assertThat(split("\"'\"")).containsExactly("'");
  }

  @Test
  void shouldKeepAllButQuotesWithinSingleQuotes() {
    assertThat(split("'a\\n\\x41\\'b' c")).containsExactly("a\\n\\x41'b", "c");
    assertThat(split("'\"'")).containsExactly("\"");
  }

  @Test
  void shouldRefuseUnbalancedQuotes() {
    for (String line :
        List.of("\"", "'", "\"a", "'a", "\"a\"b", "'a'b", "\"\\\"", "'\\'", "a \"")) {
      assertThat(split(line)).as(line).isNull();
    }
  }

  private static @Nullable List<String> split(String line) {
    try (Memory memory = new Memory();
        Buffer buffer = new Buffer(memory, 64)) {
      buffer.put(line.getBytes(ISO_8859_1));
      Args args = new Args();
      Bytes slice = buffer.edit(0, line.length(), new Bytes());
      if (!InlineSplitter.split(slice, 0, args)) {
        return null;
      }
      args.resolve(buffer, 0);
      return RequestParserTest.texts(args);
    }
  }
}
