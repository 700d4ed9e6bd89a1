package dev.muninn.tracepoint.dtrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muninn.tracepoint.runtime.EventDefinition;
import dev.muninn.tracepoint.runtime.FieldDefinition;
import dev.muninn.tracepoint.runtime.FieldType;
import dev.muninn.tracepoint.runtime.ProviderDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DtraceParserTest {
  private static String message(String text) {
    return String.valueOf(
        catchThrowableOfType(DtraceSyntaxException.class, () -> DtraceParser.parse("p.d", text))
            .getMessage());
  }

  @Test
  void shouldReadProvidersWithTheirComments() throws DtraceSyntaxException {
    String text =
        """
        /* A licence. */
        #pragma D option quiet
        /**
         * Probes around
         * commands.
         */
        provider redis {
          /**
           * A command is about to run.
           * @param id the client,
           *     its low bits
           */
          probe call__start(int id);
          probe call__end(int);  // no comment, no name
        };
        provider types {
          /** All of them. */
          probe integers(int8_t a, int16_t b, int32_t c, int64_t d);
          probe unsigned_(uint8_t a, uint16_t b, uint32_t c, uint64_t d);
          probe others(double, const char *name, string text,
              uint8_t *data, uint32_t data_length);
          probe none();
          probe nothing(void);
        };
        #pragma D attributes Evolving/Evolving/Common provider redis provider
        """;
    assertThat(DtraceParser.parse("p.d", text))
        .containsExactly(
            new ProviderDefinition(
                "redis",
                "Probes around commands.",
                List.of(
                    new EventDefinition(
                        "call__start",
                        "A command is about to run.",
                        List.of(
                            new FieldDefinition(
                                "id", FieldType.INT32, List.of(), "the client, its low bits"))),
                    new EventDefinition(
                        "call__end", "", List.of(new FieldDefinition("arg0", FieldType.INT32))))),
            new ProviderDefinition(
                "types",
                "",
                List.of(
                    new EventDefinition(
                        "integers",
                        "All of them.",
                        List.of(
                            new FieldDefinition("a", FieldType.INT8),
                            new FieldDefinition("b", FieldType.INT16),
                            new FieldDefinition("c", FieldType.INT32),
                            new FieldDefinition("d", FieldType.INT64))),
                    new EventDefinition(
                        "unsigned_",
                        "",
                        List.of(
                            new FieldDefinition("a", FieldType.UINT8),
                            new FieldDefinition("b", FieldType.UINT16),
                            new FieldDefinition("c", FieldType.UINT32),
                            new FieldDefinition("d", FieldType.UINT64))),
                    new EventDefinition(
                        "others",
                        "",
                        List.of(
                            new FieldDefinition("arg0", FieldType.DOUBLE),
                            new FieldDefinition("name", FieldType.STRING),
                            new FieldDefinition("text", FieldType.STRING),
                            new FieldDefinition("data", FieldType.BYTES))),
                    new EventDefinition("none", "", List.of()),
                    new EventDefinition("nothing", "", List.of()))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          provider|p.d:1: expected a provider name, found the end of the file
          probe a();|p.d:1: expected "provider", found "probe"
          provider 1a {|p.d:1: expected a provider name, found "1a"
          provider a-b {|p.d:1: expected a provider name, found "a-b"
          provider a {};|p.d:1: provider has no probes: provider=a
          provider a { probe b() };|p.d:1: expected ";", found "}"
          provider a { probe b(); }|p.d:1: expected ";", found the end of the file
          provider a { probe b(); };~provider a { probe b(); };|p.d:2: provider defined twice: provider=a
          provider a {~probe b();~probe b(); };|p.d:3: probe defined twice: probe=b
          provider a {~probe b(int x, int x); };|p.d:2: argument defined twice: probe=b argument=x
          provider a { probe b(int:x); };|p.d:1: expected an argument name, found ":"
          provider a { probe b(,); };|p.d:1: expected an argument type, found ","
          provider a { probe b(int x) : (int y); };|p.d:1: translated arguments are not supported: probe=b
          provider a { /* open|p.d:1: comment is not closed
          provider a { /** @param y z */ probe b(int x); };|p.d:1: @param of no argument: probe=b name=y
          provider a { probe b(int,int,int,int,int,int,int); };|p.d:1: probe has too many arguments: probe=b max=6
          provider a { probe b(uint8_t *x); };|p.d:1: byte sequence without its length: probe=b argument=x expected=uint32_t x_length
          """)
  void shouldSayWhereAndWhatIsWrong(String text, String message) {
    assertThat(message(text.replace('~', '\n'))).isEqualTo(message);
  }

  @Test
  void shouldNameTheTypesItKnows() {
    String known =
        " supported=int, int8_t ... int64_t, uint8_t ... uint64_t, double, char *, string";
    assertThat(message("provider a {\n\nprobe b(long x); };"))
        .isEqualTo("p.d:3: argument type is not supported: probe=b type=long" + known);
    assertThat(message("provider a { probe b(char x); };"))
        .isEqualTo("p.d:1: argument type is not supported: probe=b type=char" + known);
    assertThat(message("provider a { probe b(int *x); };"))
        .isEqualTo("p.d:1: argument type is not supported: probe=b type=int *" + known);
  }

  @Test
  void shouldRejectNothingAndTooMuch() {
    assertThat(message("")).isEqualTo("p.d:1: expected \"provider\", found the end of the file");
    assertThat(message(" ".repeat(DtraceParser.MAX_LENGTH + 1)))
        .isEqualTo("p.d:1: file is too long: length=1048577 max=1048576");
    assertThat(message("provider " + "a".repeat(128) + " {"))
        .isEqualTo("p.d:1: name is too long: length=128 max=127");
    StringBuilder providers = new StringBuilder();
    StringBuilder probes = new StringBuilder("provider p {");
    for (int i = 0; i <= 1024; i++) {
      providers.append("provider p").append(i).append(" { probe a(); };\n");
      probes.append("probe a").append(i).append("();\n");
    }
    assertThat(message(providers.toString())).isEqualTo("p.d:257: too many providers: max=256");
    assertThat(message(probes.toString()))
        .isEqualTo("p.d:1025: too many probes: provider=p max=1024");
  }
}
