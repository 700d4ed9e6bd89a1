package dev.muninn.cli.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.cli.testing.TestServer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.AbstractTransaction;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.params.SetParams;
import redis.clients.jedis.resps.ScanResult;

@ParameterizedClass
@CsvSource({"nio,RESP2", "nio,RESP3", "epoll,RESP2", "epoll,RESP3"})
class JedisTest {
  @Parameter(0)
  String transport = "";

  @Parameter(1)
  RedisProtocol protocol = RedisProtocol.RESP2;

  private TestServer server;
  private RedisClient jedis;

  @BeforeEach
  void start() {
    server = TestServer.start(transport);
    ConnectionPoolConfig pool = new ConnectionPoolConfig();
    pool.setMaxTotal(8);
    pool.setTestOnBorrow(true);
    jedis =
        RedisClient.builder()
            .hostAndPort(new HostAndPort("127.0.0.1", server.port()))
            .clientConfig(
                DefaultJedisClientConfig.builder()
                    .protocol(protocol)
                    .clientName("huginn")
                    .database(2)
                    .build())
            .poolConfig(pool)
            .build();
  }

  @AfterEach
  void stop() {
    jedis.close();
    server.close();
  }

  @Test
  void shouldReadAndWriteStrings() {
    assertThat(jedis.set("raven", "muninn")).isEqualTo("OK");
    assertThat(jedis.get("raven")).isEqualTo("muninn");
    assertThat(jedis.get("none")).isNull();
    assertThat(jedis.set("raven", "x", SetParams.setParams().nx())).isNull();
    assertThat(jedis.setGet("raven", "huginn")).isEqualTo("muninn");
    assertThat(jedis.incrBy("n", 5)).isEqualTo(5);
    assertThat(jedis.incrByFloat("n", 0.25)).isEqualTo(5.25);
    assertThat(jedis.mset("a", "1", "b", "2")).isEqualTo("OK");
    assertThat(jedis.mget("a", "none", "b")).containsExactly("1", null, "2");
    assertThat(jedis.append("a", "2")).isEqualTo(2);
    assertThat(jedis.getDel("a")).isEqualTo("12");
    assertThat(jedis.exists("a", "b")).isEqualTo(1);
    assertThat(jedis.type("b")).isEqualTo("string");
  }

  @Test
  void shouldExpireKeys() {
    jedis.set("k", "v", SetParams.setParams().px(100_000));
    assertThat(jedis.pttl("k")).isBetween(1L, 100_000L);
    assertThat(jedis.expireAt("k", 33_177_117_420L)).isEqualTo(1);
    assertThat(jedis.expireTime("k")).isEqualTo(33_177_117_420L);
    assertThat(jedis.persist("k")).isEqualTo(1);
    assertThat(jedis.ttl("k")).isEqualTo(-1);
    assertThat(jedis.pexpire("k", 0)).isEqualTo(1);
    assertThat(jedis.ttl("k")).isEqualTo(-2);
  }

  @Test
  void shouldReplyToPipelineInOrder() {
    List<Response<Long>> replies = new ArrayList<>();
    try (Pipeline pipeline = jedis.pipelined()) {
      for (int i = 0; i < 10_000; i++) {
        replies.add(pipeline.incr("n"));
      }
      Response<String> big = pipeline.set("big", "x".repeat(1 << 20));
      Response<Long> wrong = pipeline.incr("big");
      Response<Long> length = pipeline.strlen("big");
      pipeline.sync();
      assertThat(big.get()).isEqualTo("OK");
      assertThatThrownBy(wrong::get)
          .isInstanceOf(JedisDataException.class)
          .hasMessage("ERR value is not an integer or out of range");
      assertThat(length.get()).isEqualTo(1 << 20);
    }
    for (int i = 0; i < replies.size(); i++) {
      assertThat(replies.get(i).get()).isEqualTo(i + 1);
    }
  }

  @Test
  void shouldRunTransactions() {
    jedis.set("k", "1");
    try (AbstractTransaction transaction = jedis.multi()) {
      Response<Long> n = transaction.incr("k");
      Response<String> value = transaction.get("k");
      Response<Long> wrong = transaction.incrBy("other", 1);
      transaction.set("other", "x");
      assertThat(transaction.exec()).containsExactly(2L, "2", 1L, "OK");
      assertThat(n.get()).isEqualTo(2);
      assertThat(value.get()).isEqualTo("2");
      assertThat(wrong.get()).isEqualTo(1);
    }
    try (AbstractTransaction transaction = jedis.transaction(false)) {
      assertThat(transaction.watch("k", "none")).isEqualTo("OK");
      jedis.set("k", "changed meanwhile");
      transaction.multi();
      transaction.set("k", "3");
      assertThat(transaction.exec()).isNull();
    }
    assertThat(jedis.get("k")).isEqualTo("changed meanwhile");
    try (AbstractTransaction transaction = jedis.multi()) {
      transaction.set("k", "4");
      assertThat(transaction.discard()).isEqualTo("OK");
    }
    assertThat(jedis.get("k")).isEqualTo("changed meanwhile");
  }

  @Test
  void shouldScanEveryKey() {
    Set<String> expected = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      jedis.set("odin:" + i, "x");
      jedis.set("loki:" + i, "x");
      expected.add("odin:" + i);
    }
    Set<String> seen = new HashSet<>();
    String cursor = ScanParams.SCAN_POINTER_START;
    do {
      ScanResult<String> page =
          jedis.scan(cursor, new ScanParams().match("odin:*").count(100), "string");
      seen.addAll(page.getResult());
      cursor = page.getCursor();
    } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
    assertThat(seen).isEqualTo(expected);
    assertThat(jedis.keys("odin:99?")).hasSize(10);
  }

  @Test
  void shouldServePoolFromManyThreads() throws ExecutionException, InterruptedException {
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      List<Future<?>> running = new ArrayList<>();
      for (int t = 0; t < 16; t++) {
        running.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 500; i++) {
                    jedis.incr("shared");
                  }
                }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
    assertThat(jedis.get("shared")).isEqualTo("8000");
  }

  @Test
  void shouldTellServerOfItself() {
    try (Jedis single =
        new Jedis(
            new HostAndPort("127.0.0.1", server.port()),
            DefaultJedisClientConfig.builder().protocol(protocol).clientName("freki").build())) {
      assertThat(single.clientGetname()).isEqualTo("freki");
      assertThat(single.clientInfo())
          .contains(" name=freki ")
          .contains(" lib-name=jedis")
          .contains(protocol == RedisProtocol.RESP3 ? " resp=3" : " resp=2");
      assertThat(single.dbSize()).isZero();
      assertThat(single.configGet("maxclients")).containsEntry("maxclients", "10000");
      assertThat(single.info("server")).contains("tcp_port:" + server.port());
      assertThat(single.flushAll()).isEqualTo("OK");
    }
  }
}
