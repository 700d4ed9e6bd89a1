package dev.muninn.cli.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.cli.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(strings = {"nio", "epoll"})
class RedisCliTest {
  @Parameter String transport = "";

  private TestServer server;

  @BeforeEach
  void start() {
    Tool.assumeInstalled("redis-cli");
    server = TestServer.start(transport);
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  private Tool.Result cli(String... args) {
    return cliWithInput("", args);
  }

  private Tool.Result cliWithInput(String input, String... args) {
    List<String> command =
        new ArrayList<>(List.of("redis-cli", "-p", Integer.toString(server.port())));
    command.addAll(List.of(args));
    return Tool.run(input, command);
  }

  @Test
  void shouldRunCommandsFromArguments() {
    assertThat(cli("SET", "raven", "muninn").text()).isEqualTo("OK\n");
    assertThat(cli("GET", "raven").text()).isEqualTo("muninn\n");
    assertThat(cli("INCR", "count").text()).isEqualTo("1\n");
    assertThat(cli("MGET", "raven", "none").text()).isEqualTo("muninn\n\n");
    assertThat(cli("NOSUCH", "x").text())
        .startsWith("ERR unknown command 'NOSUCH', with args beginning with: 'x'");
  }

  @Test
  void shouldRunCommandsFromStandardInput() {
    assertThat(cliWithInput("SET a 1\nAPPEND a 2\nGET a\nSTRLEN a\n").text())
        .isEqualTo("OK\n2\n12\n2\n");
  }

  @Test
  void shouldCarryBinaryArguments() {
    assertThat(cliWithInput("SET bin \"\\x00\\xff\\r\\n\"\nSTRLEN bin\n").text())
        .isEqualTo("OK\n4\n");
    assertThat(cli("--no-raw", "GET", "bin").text()).isEqualTo("\"\\x00\\xff\\r\\n\"\n");
  }

  @Test
  void shouldRepeatCommands() {
    assertThat(cli("-r", "3", "INCR", "n").text()).isEqualTo("1\n2\n3\n");
  }

  @Test
  void shouldRunTransactions() {
    assertThat(cliWithInput("MULTI\nSET a 1\nINCR a\nGET a\nEXEC\n").text())
        .isEqualTo("OK\nQUEUED\nQUEUED\nQUEUED\nOK\n2\n2\n");
    assertThat(cliWithInput("MULTI\nSET a 5\nDISCARD\nGET a\n").text())
        .isEqualTo("OK\nQUEUED\nOK\n2\n");
    assertThat(cliWithInput("WATCH a\nSET a 3\nMULTI\nGET a\nEXEC\n", "--no-raw").text())
        .isEqualTo("OK\nOK\nOK\nQUEUED\n(nil)\n");
    assertThat(cliWithInput("MULTI\nGET\nEXEC\n").text())
        .contains("EXECABORT Transaction discarded because of previous errors.");
  }

  @Test
  void shouldSelectDatabase() {
    cli("-n", "3", "SET", "k", "v");
    assertThat(cli("-n", "3", "EXISTS", "k").text()).isEqualTo("1\n");
    assertThat(cli("EXISTS", "k").text()).isEqualTo("0\n");
  }

  @Test
  void shouldSpeakResp3() {
    assertThat(cli("-3", "--no-raw", "GET", "none").text()).isEqualTo("(nil)\n");
    assertThat(cli("-3", "--no-raw", "HELLO").text())
        .contains("\"proto\" => (integer) 3")
        .contains("\"mode\" => \"standalone\"");
    assertThat(cli("-3", "--no-raw", "CONFIG", "GET", "maxclients").text())
        .isEqualTo("1# \"maxclients\" => \"10000\"\n");
  }

  @Test
  void shouldLoadByPipe() {
    StringBuilder input = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      String key = "key:" + i;
      input
          .append("*3\r\n$3\r\nSET\r\n$")
          .append(key.length())
          .append("\r\n")
          .append(key)
          .append("\r\n$5\r\nvalue\r\n");
    }
    Tool.Result result = cliWithInput(input.toString(), "--pipe");
    assertThat(result.status()).isZero();
    assertThat(result.lines()).last().isEqualTo("errors: 0, replies: 20000");
    assertThat(cli("DBSIZE").text()).isEqualTo("20000\n");
  }

  @Test
  void shouldScanByPattern() {
    StringBuilder input = new StringBuilder();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      input.append("SET odin:").append(i).append(" x\nSET loki:").append(i).append(" x\n");
      expected.add("odin:" + i);
    }
    cliWithInput(input.toString());
    assertThat(cli("--scan", "--pattern", "odin:*").lines())
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void shouldFindBigKeys() {
    cli("SET", "small", "x");
    cli("SET", "big", "y".repeat(1000));
    Tool.Result result = cli("--bigkeys");
    assertThat(result.status()).isZero();
    assertThat(result.text())
        .contains("Sampled 2 keys in the keyspace!")
        .contains("Biggest string found '\"big\"' has 1000 bytes")
        .contains("2 strings with 1001 bytes (100.00% of keys, avg size 500.50)");
  }

  @Test
  void shouldFindKeysOfMuchMemory() {
    cli("SET", "big", "y".repeat(1000));
    assertThat(cli("--memkeys").text()).contains("Biggest string found '\"big\"' has ");
  }

  @Test
  void shouldShowDocumentation() {
    assertThat(cli("COMMAND", "DOCS", "get").text()).contains("summary").contains("string");
    String help = cliWithInput("help set\n").text().replaceAll("\u001b\\[[0-9;]*m", "");
    assertThat(help).contains("SET key value [NX|XX").contains("group: string");
  }

  @Test
  void shouldShowStatistics() {
    assertThat(cli("INFO", "server").text()).contains("tcp_port:" + server.port());
  }
}
