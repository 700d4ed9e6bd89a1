package dev.muninn.tracepoint.doc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DocCommentTest {
  @Test
  void shouldKeepTheTextAndTheParameters() {
    DocComment comment =
        DocComment.parse(
            """

             * A command has run, see {@link Event#value() its name},
             * {@link #other} and {@code x < y &amp; z}.
             * <p>An address is a@b, for @home.
             *
             * @param name lower-case
             *     name
             * @return nothing
             * @param duration microseconds
             """);
    assertThat(comment)
        .isEqualTo(
            new DocComment(
                "A command has run, see its name, other and x < y & z. An address is a@b, for @home.",
                Map.of("name", "lower-case name", "duration", "microseconds")));
    assertThat(comment.parameter("duration")).isEqualTo("microseconds");
    assertThat(comment.parameter("other")).isEmpty();
  }

  @Test
  void shouldReadAnEscapedTextAsItWas() {
    String text = "*/ @param x <b> {@code y} &lt; \\u002a ü * \ud83d\ude00 \"q\"";
    assertThat(DocComment.parse(DocComment.escape(text))).isEqualTo(new DocComment(text, Map.of()));
    assertThat(DocComment.escape(text)).matches("[ -~&&[^*@<>{}\\\\]]*");
  }
}
