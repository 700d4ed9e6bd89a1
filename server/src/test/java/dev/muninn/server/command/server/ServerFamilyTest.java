package dev.muninn.server.command.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.server.testing.TestServer;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServerFamilyTest {
  private final TestServer server = new TestServer().ticking();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void shouldTellSectionsOfInfo() {
    String info = server.run("info");
    assertThat(info)
        .startsWith("$")
        .contains(
            "# Server\r\nredis_version:7.2.4\r\nserver_name:valkey\r\nvalkey_version:8.1.0\r\n")
        .contains("\r\n\r\n# Clients\r\nconnected_clients:1\r\n")
        .contains("\r\n# Keyspace\r\n")
        .doesNotContain("# Commandstats", "# Latencystats", "# Debug");
    assertThat(server.run("info everything"))
        .contains("# Commandstats\r\ncmdstat_info:calls=1,usec=1,usec_per_call=")
        .contains("# Latencystats\r\nlatency_percentiles_usec_info:p50=1.003,p99=1.003,p99.9=1.003")
        .doesNotContain("# Debug");
    assertThat(server.run("info cpu KEYSPACE")).contains("# CPU\r\n", "# Keyspace\r\n");
    assertThat(run(server, "info nonesuch")).isEqualTo("$0");
    assertThat(server.run("info debug")).contains("eventloop_duration_max:0\r\n");
  }

  @Test
  void shouldHaveEveryFieldInItsForm() {
    Pattern field = Pattern.compile("[a-z0-9_]+:[^\r\n]*|# [A-Z][A-Za-z]+|");
    String body = server.run("info all");
    body = body.substring(body.indexOf("\r\n") + 2);
    assertThat(List.of(body.split("\r\n", -1))).allSatisfy(line -> assertThat(line).matches(field));
    assertThat(body)
        .contains("used_memory:", "mem_fragmentation_ratio:", "lazyfree_pending_objects:0")
        .contains("master_replid:" + server.services().stats().replicationId)
        .contains("rdb_bgsave_in_progress:0", "aof_rewrite_in_progress:0");
  }

  @Test
  void shouldCountErrorsAndForgetThem() {
    run(server, "config get");
    run(server, "lolwut version x");
    assertThat(server.run("info errorstats")).contains("errorstat_ERR:count=2\r\n");
    assertThat(server.run("info commandstats"))
        .contains("cmdstat_config|get:calls=0,usec=0,usec_per_call=0.00,rejected_calls=1")
        .contains("failed_calls=1");
    assertThat(run(server, "config resetstat")).isEqualTo("+OK");
    assertThat(server.run("info errorstats")).doesNotContain("errorstat_ERR");
  }

  @Test
  void shouldKeepDebugShutUnlessAllowed() {
    assertThat(run(server, "debug sleep 0"))
        .isEqualTo(
            "-ERR DEBUG command not allowed. If the enable-debug-command option is set to"
                + " \"local\", you can run it from a local connection, otherwise you need to set"
                + " this option in the configuration file, and then restart the server.");
    try (TestServer open = new TestServer("--enable-debug-command", "local").ticking()) {
      assertThat(run(open, "debug sleep 0")).isEqualTo("+OK");
      assertThat(run(open, "debug log hello")).isEqualTo("+OK");
      assertThat(open.warnings()).containsExactly("DEBUG LOG: hello");
      assertThat(run(open, "debug set-active-expire 0")).isEqualTo("+OK");
      assertThat(run(open, "debug object none")).isEqualTo("-ERR no such key");
      assertThat(run(open, "debug protocol map")).isEqualTo("*6 :0 :0 :1 :1 :2 :0");
      assertThat(run(open, "debug error \"CODE text\"")).isEqualTo("-CODE text");
      assertThat(run(open, "debug nope"))
          .isEqualTo(
              "-ERR unknown subcommand or wrong number of arguments for 'nope'. Try DEBUG HELP.");
    }
  }

  @Test
  void shouldTellSlowCommands() {
    assertThat(run(server, "config set slowlog-log-slower-than 0")).isEqualTo("+OK");
    assertThat(run(server, "slowlog reset")).isEqualTo("+OK");
    run(server, "time");
    assertThat(run(server, "slowlog get 1"))
        .matches("\\*1 \\*6 :\\d+ :1700000000 :\\d+ \\*1 \\$4 time \\$14 127.0.0.1:1001 \\$0");
    assertThat(run(server, "slowlog get -2"))
        .isEqualTo("-ERR count should be greater than or equal to -1");
    run(server, "config set slowlog-log-slower-than -1");
    assertThat(run(server, "slowlog len")).isEqualTo(":4");
  }

  @Test
  void shouldKeepPasswordsOutOfTheSlowLog() {
    run(server, "config set slowlog-log-slower-than 0");
    run(server, "config set requirepass secret maxmemory 5");
    assertThat(run(server, "slowlog get 1"))
        .contains("requirepass $10 (redacted) $9 maxmemory $1 5")
        .doesNotContain("secret");
  }

  @Test
  void shouldTellSpikes() {
    assertThat(run(server, "latency doctor")).contains("Latency monitoring is off");
    server.services().latency().add("command", 50, 1_699_999_990);
    server.services().latency().add("command", 70, 1_699_999_995);
    assertThat(run(server, "latency history command"))
        .isEqualTo("*2 *2 :1699999990 :50 *2 :1699999995 :70");
    assertThat(run(server, "latency history nope")).isEqualTo("*0");
    assertThat(run(server, "latency latest")).isEqualTo("*1 *4 $7 command :1699999995 :70 :70");
    assertThat(run(server, "latency doctor"))
        .contains(
            "1. command: 2 latency spikes (average 60ms, mean deviation 10ms, period 5.00 sec)."
                + " Worst all time event 70ms.");
    assertThat(run(server, "latency graph command")).contains("command - high 70 ms, low 50 ms");
    assertThat(run(server, "latency graph nope"))
        .isEqualTo("-ERR No samples available for event 'nope'");
    assertThat(run(server, "latency reset Command nope")).isEqualTo(":1");
    assertThat(run(server, "latency latest")).isEqualTo("*0");
  }

  @Test
  void shouldTellHistograms() {
    run(server, "time");
    assertThat(run(server, "latency histogram time nope"))
        .isEqualTo("*2 $4 time *4 $5 calls :1 $14 histogram_usec *2 :1 :1");
    run(server, "config get port");
    assertThat(run(server, "latency histogram config")).startsWith("*2 $10 config|get *4");
  }

  @Test
  void shouldTellMemory() {
    assertThat(run(server, "memory usage none")).isEqualTo("$-1");
    assertThat(run(server, "memory usage none samples -1")).isEqualTo("-ERR syntax error");
    assertThat(run(server, "memory usage none samples x"))
        .isEqualTo("-ERR value is not an integer or out of range");
    assertThat(run(server, "memory stats")).startsWith("*64 $14 peak.allocated :");
    assertThat(run(server, "memory purge")).isEqualTo("+OK");
    assertThat(run(server, "memory doctor")).contains("too little to say");
    assertThat(run(server, "memory malloc-stats")).contains("store: used=");
  }

  @Test
  void shouldHelp() {
    for (String family : List.of("config", "slowlog", "latency", "memory")) {
      assertThat(run(server, family + " help")).startsWith("*").contains("Print this help.");
    }
  }

  /** The reply's bytes, blanks for line ends. */
  private static String run(TestServer server, String line) {
    return TestServer.words(server.run(line));
  }
}
