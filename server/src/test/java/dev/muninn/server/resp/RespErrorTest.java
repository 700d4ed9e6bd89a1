package dev.muninn.server.resp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.server.bytes.Buffer;
import dev.muninn.server.store.Memory;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RespErrorTest {
  @Test
  void shouldRepeatTheStartOfAnUnknownCommand() {
    assertThat(unknown("foo")).isEqualTo("ERR unknown command 'foo', with args beginning with: ");
    assertThat(unknown("foo", "a", "b c"))
        .isEqualTo("ERR unknown command 'foo', with args beginning with: 'a' 'b c' ");
    assertThat(unknown("f\r\no", "a\nb"))
        .isEqualTo("ERR unknown command 'f  o', with args beginning with: 'a b' ");
    assertThat(unknown("x".repeat(200), "y".repeat(100), "z".repeat(100), "never"))
        .isEqualTo(
            "ERR unknown command '"
                + "x".repeat(128)
                + "', with args beginning with: '"
                + "y".repeat(100)
                + "' '"
                + "z".repeat(25)
                + "' ");
    assertThat(unknown("a\0b")).isEqualTo("ERR unknown command 'a', with args beginning with: ");
  }

  @Test
  void shouldPointToHelpForAnUnknownSubcommand() {
    assertThat(of(RespError::unknownSubcommand, "config", "nosuch", "x"))
        .isEqualTo("ERR unknown subcommand 'nosuch'. Try CONFIG HELP.");
    assertThat(of(RespError::subcommandSyntax, "client", "list", "x"))
        .isEqualTo(
            "ERR unknown subcommand or wrong number of arguments for 'list'. Try CLIENT HELP.");
  }

  @Test
  void shouldMakeTextsOfCommands() {
    assertThat(RespError.wrongArity("client|id"))
        .hasToString("ERR wrong number of arguments for 'client|id' command");
    assertThat(RespError.invalidExpireTime("set"))
        .hasToString("ERR invalid expire time in 'set' command");
    assertThat(RespError.of("NOPERM", "no\n")).hasToString("NOPERM no");
  }

  @Test
  void shouldKeepEveryConstantOnOneLineAndFramed() throws IllegalAccessException {
    var constants =
        Arrays.stream(RespError.class.getFields())
            .filter(f -> Modifier.isStatic(f.getModifiers()) && f.getType() == RespError.class)
            .toList();
    assertThat(constants).hasSizeGreaterThan(50);
    for (var field : constants) {
      RespError error = (RespError) field.get(null);
      assertThat(error.code()).matches("[A-Z]+");
      assertThat(new String(error.frame(), ISO_8859_1))
          .matches("-[A-Z]+ [^\r\n]+\r\n")
          .isEqualTo("-" + error.code() + " " + error.text() + "\r\n");
    }
  }

  private static String unknown(String... args) {
    return of(RespError::unknownCommand, args);
  }

  private static String of(Function<Args, RespError> factory, String... texts) {
    try (Memory memory = new Memory();
        Buffer buffer = new Buffer(memory, 16)) {
      Args args = new Args();
      for (String text : texts) {
        int at = buffer.writeIndex();
        buffer.put(text.getBytes(ISO_8859_1));
        args.add(at, text.length());
      }
      args.resolve(buffer, 0);
      return factory.apply(args).toString();
    }
  }
}
