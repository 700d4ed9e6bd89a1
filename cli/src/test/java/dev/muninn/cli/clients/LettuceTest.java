package dev.muninn.cli.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.cli.testing.TestServer;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.KeyValue;
import io.lettuce.core.KillArgs;
import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanIterator;
import io.lettuce.core.SetArgs;
import io.lettuce.core.TransactionResult;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.protocol.ProtocolVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

@ParameterizedClass
@CsvSource({"nio,RESP2", "nio,RESP3", "epoll,RESP2", "epoll,RESP3"})
class LettuceTest {
  @Parameter(0)
  String transport = "";

  @Parameter(1)
  ProtocolVersion protocol = ProtocolVersion.RESP2;

  private TestServer server;
  private RedisClient client;
  private StatefulRedisConnection<String, String> connection;
  private RedisCommands<String, String> commands;

  @BeforeEach
  void start() {
    server = TestServer.start(transport);
    client =
        RedisClient.create(
            RedisURI.builder()
                .withHost("127.0.0.1")
                .withPort(server.port())
                .withClientName("huginn")
                .withTimeout(Duration.ofSeconds(60))
                .build());
    client.setOptions(ClientOptions.builder().protocolVersion(protocol).build());
    connection = client.connect();
    commands = connection.sync();
  }

  @AfterEach
  void stop() {
    client.shutdown(0, 10, TimeUnit.SECONDS);
    server.close();
  }

  @Test
  void shouldReadAndWriteStrings() {
    assertThat(commands.set("raven", "muninn")).isEqualTo("OK");
    assertThat(commands.get("raven")).isEqualTo("muninn");
    assertThat(commands.get("none")).isNull();
    assertThat(commands.set("raven", "x", SetArgs.Builder.nx())).isNull();
    assertThat(commands.setGet("raven", "huginn")).isEqualTo("muninn");
    assertThat(commands.incrbyfloat("f", 1.5)).isEqualTo(1.5);
    assertThat(commands.msetnx(Map.of("a", "1", "b", "2"))).isTrue();
    assertThat(commands.mget("a", "none"))
        .containsExactly(KeyValue.just("a", "1"), KeyValue.empty("none"));
    assertThat(commands.getrange("raven", -3, -1)).isEqualTo("inn");
    assertThat(commands.copy("raven", "copy")).isTrue();
    assertThat(commands.unlink("raven", "copy", "none")).isEqualTo(2);
    assertThatThrownBy(() -> commands.incrby("f", 1))
        .isInstanceOf(RedisCommandExecutionException.class)
        .hasMessage("ERR value is not an integer or out of range");
  }

  @Test
  void shouldExpireKeys() {
    commands.set("k", "v", SetArgs.Builder.ex(100));
    assertThat(commands.ttl("k")).isBetween(1L, 100L);
    assertThat(commands.expire("k", Duration.ofSeconds(1000))).isTrue();
    assertThat(commands.pttl("k")).isBetween(100_001L, 1_000_000L);
    assertThat(commands.persist("k")).isTrue();
    assertThat(commands.pexpire("k", 0)).isTrue();
    assertThat(commands.exists("k")).isZero();
  }

  @Test
  void shouldReplyToAsynchronousCommandsInOrder() throws ExecutionException, InterruptedException {
    RedisAsyncCommands<String, String> async = connection.async();
    List<RedisFuture<Long>> replies = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      replies.add(async.incr("n"));
    }
    assertThat(
            LettuceFutures.awaitAll(Duration.ofSeconds(60), replies.toArray(new RedisFuture<?>[0])))
        .isTrue();
    for (int i = 0; i < replies.size(); i++) {
      assertThat(replies.get(i).get()).isEqualTo(i + 1);
    }
  }

  @Test
  void shouldRunTransactions() {
    assertThat(commands.multi()).isEqualTo("OK");
    commands.set("k", "1");
    commands.incr("k");
    TransactionResult done = commands.exec();
    assertThat(done.wasDiscarded()).isFalse();
    assertThat(done.stream()).containsExactly("OK", 2L);
    assertThat(commands.watch("k")).isEqualTo("OK");
    commands.set("k", "3");
    commands.multi();
    commands.get("k");
    assertThat(commands.exec().wasDiscarded()).isTrue();
    commands.multi();
    commands.set("k", "4");
    assertThat(commands.discard()).isEqualTo("OK");
    assertThat(commands.get("k")).isEqualTo("3");
  }

  @Test
  void shouldIterateOverEveryKey() {
    Set<String> expected = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      commands.set("odin:" + i, "x");
      commands.set("loki:" + i, "x");
      expected.add("odin:" + i);
    }
    Set<String> seen = new HashSet<>();
    ScanIterator.scan(commands, ScanArgs.Builder.limit(50).match("odin:*"))
        .forEachRemaining(seen::add);
    assertThat(seen).isEqualTo(expected);
  }

  @Test
  void shouldTellServerOfItself() {
    assertThat(commands.clientGetname()).isEqualTo("huginn");
    assertThat(commands.clientInfo())
        .contains(" lib-name=Lettuce ")
        .contains(protocol == ProtocolVersion.RESP3 ? " resp=3" : " resp=2");
    assertThat(commands.configGet("maxclients")).containsEntry("maxclients", "10000");
    assertThat(commands.commandCount()).isGreaterThan(50);
    assertThat(commands.info("server")).contains("tcp_port:" + server.port());
    assertThat(commands.time()).hasSize(2);
  }

  @Test
  void shouldReconnectAfterItsConnectionIsKilled() {
    commands.set("k", "v");
    try (StatefulRedisConnection<String, String> other = client.connect()) {
      other.sync().clientKill(KillArgs.Builder.typeNormal().skipme());
    }
    assertThat(commands.get("k")).isEqualTo("v");
    assertThat(commands.clientGetname()).isEqualTo("huginn");
  }
}
