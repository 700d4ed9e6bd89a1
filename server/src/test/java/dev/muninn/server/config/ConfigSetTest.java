package dev.muninn.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigSetTest {
  private final Config config = new Config();

  private void set(String... pairs) throws ConfigException {
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (int i = 0; i < pairs.length; i += 2) {
      names.add(pairs[i]);
      values.add(pairs[i + 1]);
    }
    config.set(names, values, false, false);
  }

  private String refused(String... pairs) {
    try {
      set(pairs);
    } catch (ConfigException e) {
      return e.text();
    }
    return "accepted";
  }

  @Test
  void shouldHaveTheDefaultsOfValkey() {
    assertThat(config.port).isEqualTo(6379);
    assertThat(config.bind).containsExactly("*", "-::*");
    assertThat(config.hz).isEqualTo(10);
    assertThat(config.maxclients).isEqualTo(10000);
    assertThat(config.protectedMode).isTrue();
    assertThat(config.protoMaxBulkLen).isEqualTo(536870912L);
    assertThat(config.slowlogLogSlowerThan).isEqualTo(10000);
    assertThat(config.get("save")).isEqualTo("3600 1 300 100 60 10000");
    assertThat(config.get("client-output-buffer-limit"))
        .isEqualTo("normal 0 0 0 slave 268435456 67108864 60 pubsub 33554432 8388608 60");
    assertThat(config.get("latency-tracking-info-percentiles")).isEqualTo("50 99 99.9");
    assertThat(config.get("oom-score-adj-values")).isEqualTo("0 200 800");
    assertThat(config.get("shutdown-on-sigterm")).isEqualTo("default");
    assertThat(config.get("no-such-directive")).isNull();
  }

  @Test
  void shouldRefuseAFlightRecorderOfASizeThatCannotBe() throws ConfigException {
    set("trace-flight-recorder", "1mb");
    assertThat(config.traceFlightRecorder).isEqualTo(1L << 20);
    for (String size : new String[] {"1000", "1", "1048575", "65gb", "18446744073709551615"}) {
      assertThat(refused("trace-flight-recorder", size))
          .startsWith(
              "CONFIG SET failed (possibly related to argument 'trace-flight-recorder') - argument"
                  + " must be 0 or between 1048576 and 68719476736 inclusive, not ");
    }
    assertThat(refused("trace-flight-recorder", "1000")).endsWith(" inclusive, not 1000");
    assertThat(refused("trace-flight-recorder", "-1")).endsWith("argument must be a memory value");
    assertThat(config.traceFlightRecorder).isEqualTo(1L << 20);
    set("trace-flight-recorder", "0");
    assertThat(config.get("trace-flight-recorder")).isEqualTo("0");
  }

  @Test
  void shouldSetFieldsAndSeveralDirectivesAtOnce() throws ConfigException {
    set("maxmemory", "10mb", "MAXMEMORY-POLICY", "allkeys-LRU", "save", "", "timeout", "7");

    assertThat(config.maxmemory).isEqualTo(10485760L);
    assertThat(config.maxmemoryPolicy).isEqualTo(MaxmemoryPolicy.ALLKEYS_LRU);
    assertThat(config.save).isEmpty();
    assertThat(config.timeout).isEqualTo(7);
  }

  @Test
  void shouldSetNothingWhenOneValueIsRefused() {
    assertThat(refused("timeout", "7", "port", "65536"))
        .isEqualTo(
            "CONFIG SET failed (possibly related to argument 'port') - argument must be between 0"
                + " and 65535 inclusive");
    assertThat(config.timeout).isZero();
    assertThat(config.port).isEqualTo(6379);
  }

  @Test
  void shouldAnswerValkeysErrors() {
    assertThat(refused("nope", "1"))
        .isEqualTo("Unknown option or number of arguments for CONFIG SET - 'nope'");
    assertThat(refused("Databases", "1"))
        .isEqualTo(
            "CONFIG SET failed (possibly related to argument 'Databases') - can't set immutable"
                + " config");
    assertThat(refused("dbfilename", "x.rdb")).endsWith(" - can't set protected config");
    assertThat(refused("timeout", "1", "timeout", "2")).endsWith(" - duplicate parameter");
    assertThat(refused("zset-max-ziplist-value", "1", "zset-max-listpack-value", "2"))
        .isEqualTo(
            "CONFIG SET failed (possibly related to argument 'zset-max-listpack-value') -"
                + " duplicate parameter");
    assertThat(refused("protected-mode", "maybe")).endsWith(" - argument must be 'yes' or 'no'");
    assertThat(refused("timeout", "07")).endsWith("argument couldn't be parsed into an integer");
    assertThat(refused("maxmemory", "10x")).endsWith("argument must be a memory value");
    assertThat(refused("maxmemory-clients", "x")).endsWith("must be a memory or percent value");
    assertThat(refused("maxmemory-clients", "101%"))
        .endsWith("percentage argument must be less or equal to 100");
    assertThat(refused("loglevel", "loud"))
        .endsWith(
            "argument(s) must be one of the following: debug, verbose, notice, warning, nothing");
    assertThat(refused("notify-keyspace-events", "q"))
        .endsWith("Invalid event class character. Use 'Ag$lshzxeKEtmdn'.");
    assertThat(refused("save", "1")).endsWith("Invalid save parameters");
    assertThat(refused("shutdown-on-sigint", "save nosave"))
        .endsWith("shutdown options SAVE and NOSAVE can't be used simultaneously");
    assertThat(refused("appendonly", "yes")).endsWith("Unable to turn on AOF. Check server logs.");
    assertThat(refused("client-output-buffer-limit", "wrong 1 2 3"))
        .endsWith("Invalid client class specified in buffer limit configuration.");
  }

  @Test
  void shouldReportLoadingApartFromOtherErrors() {
    assertThatThrownBy(() -> config.set(List.of("appendonly"), List.of("no"), true, true))
        .isInstanceOfSatisfying(ConfigException.class, e -> assertThat(e.isLoading()).isTrue());
  }

  @Test
  void shouldKeepUnsignedAndPercentAndOctalForms() throws ConfigException {
    set("maxmemory", "18446744073709551615", "maxmemory-clients", "5%");
    assertThat(config.get("maxmemory")).isEqualTo("18446744073709551615");
    assertThat(config.get("maxmemory-clients")).isEqualTo("5%");
    assertThat(config.maxmemoryClients).isEqualTo(-5);
    assertThat(refused("maxmemory", "18446744073709551615kb")).startsWith("CONFIG SET failed");
  }

  @Test
  void shouldChangeOnlyTheNamedClassOfOutputBufferLimit() throws ConfigException {
    set("client-output-buffer-limit", "replica 1mb 2kb 3 pubsub 0 0 0");
    assertThat(config.get("client-output-buffer-limit"))
        .isEqualTo("normal 0 0 0 slave 1048576 2048 3 pubsub 0 0 0");
  }

  @Test
  void shouldClampHzAndRoundTripNotifyFlags() throws ConfigException {
    set("hz", "0", "notify-keyspace-events", "KEA");
    assertThat(config.get("hz")).isEqualTo("1");
    assertThat(config.get("notify-keyspace-events")).isEqualTo("AKE");
    set("notify-keyspace-events", "Kg$n");
    assertThat(config.get("notify-keyspace-events")).isEqualTo("g$nK");
  }

  @Test
  void shouldMatchGlobsAndAliasesAndHideHiddenDirectives() {
    assertThat(config.match(List.of("*-max-ziplist-entries", "PORT")))
        .containsOnlyKeys("hash-max-ziplist-entries", "zset-max-ziplist-entries", "PORT");
    assertThat(config.match(List.of("*")))
        .containsKey("slaveof")
        .doesNotContainKey("watchdog-period");
    assertThat(config.match(List.of("watchdog-period"))).containsEntry("watchdog-period", "0");
  }

  @Test
  void shouldCallOneListenerOnceAndOnlyWhenAValueChanges() throws ConfigException {
    List<Integer> ports = new ArrayList<>();
    config.onChange(c -> ports.add(c.port), "port", "bind");
    set("port", "6379");
    set("port", "1", "bind", "127.0.0.1");
    assertThat(ports).containsExactly(1);
  }

  @Test
  void shouldPutEverythingBackWhenAListenerRefuses() {
    config.onChange(
        c -> {
          if (c.port == 1) {
            throw new ConfigException("Unable to listen on this port. Check server logs.");
          }
        },
        "port");
    assertThat(refused("timeout", "3", "port", "1"))
        .isEqualTo(
            "CONFIG SET failed (possibly related to argument 'port') - Unable to listen on this"
                + " port. Check server logs.");
    assertThat(config.timeout).isZero();
    assertThat(config.get("port")).isEqualTo("6379");
  }
}
