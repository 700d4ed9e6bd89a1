package dev.muninn.cli.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.cli.testing.TestServer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedisBenchmarkTest {
  @BeforeEach
  void installed() {
    Tool.assumeInstalled("redis-benchmark");
  }

  @ParameterizedTest
  @CsvSource({"nio,1", "nio,16", "epoll,1", "epoll,16"})
  void shouldServeEveryTestWithoutErrors(String transport, String pipeline) {
    try (TestServer server = TestServer.start(transport)) {
      String port = Integer.toString(server.port());
      Tool.Result result =
          Tool.run(
              "",
              List.of(
                  "redis-benchmark",
                  "-p",
                  port,
                  "-t",
                  "ping,set,get,incr,mset",
                  "-n",
                  "20000",
                  "-c",
                  "50",
                  "-r",
                  "1000",
                  "-P",
                  pipeline,
                  "--csv"));
      assertThat(result.status()).as(result.text()).isZero();
      assertThat(result.text()).doesNotContainIgnoringCase("error").doesNotContain("WARNING");
      assertThat(result.lines().stream().map(line -> line.split(",", 2)[0]))
          .containsExactly(
              "\"test\"",
              "\"PING_INLINE\"",
              "\"PING_MBULK\"",
              "\"SET\"",
              "\"GET\"",
              "\"INCR\"",
              "\"MSET (10 keys)\"");
      assertThat(Tool.run("", List.of("redis-cli", "-p", port, "DBSIZE")).text())
          .isEqualTo("2000\n");
    }
  }
}
