package dev.muninn.cli.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.muninn.cli.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisPyTest {
  private static final String PYTHON = "/usr/bin/python3";

  private static final String SCRIPT =
      """
      import sys, redis
      r = redis.Redis(host='127.0.0.1', port=int(sys.argv[1]), decode_responses=True)
      raw = redis.Redis(host='127.0.0.1', port=int(sys.argv[1]), client_name='huginn')

      def same(got, expected):
          if got != expected:
              raise SystemExit('got %r, expected %r' % (got, expected))

      same(r.ping(), True)
      same(r.set('raven', 'muninn', ex=100), True)
      same(r.get('raven'), 'muninn')
      same(r.ttl('raven') in (99, 100), True)
      same(r.set('raven', 'huginn', nx=True), None)
      same(r.set('raven', 'huginn', get=True, keepttl=True), 'muninn')
      same(r.persist('raven'), True)
      same(r.ttl('raven'), -1)
      same(r.get('none'), None)
      same(r.mset({'a': 1, 'b': 2}), True)
      same(r.mget('a', 'b', 'none'), ['1', '2', None])
      same(r.incrby('a', 41), 42)
      same(r.incrbyfloat('a', 0.5), 42.5)
      same(r.append('b', 'xyz'), 4)
      same(r.getrange('b', 1, -1), 'xyz')
      same(r.getdel('b'), '2xyz')
      same(raw.set(b'\\x00\\xff', b'\\r\\n' * 10), True)
      same(raw.get(b'\\x00\\xff'), b'\\r\\n' * 10)
      same(raw.client_getname(), 'huginn')
      same(raw.type(b'\\x00\\xff'), b'string')

      with r.pipeline(transaction=False) as p:
          for i in range(1000):
              p.set('key:%d' % i, i)
          p.incr('raven')
          replies = p.execute(raise_on_error=False)
      same(replies[:1000], [True] * 1000)
      same('value is not an integer or out of range' in str(replies[1000]), True)
      same(sorted(r.scan_iter('key:*', count=50)), sorted('key:%d' % i for i in range(1000)))
      same(r.delete('key:1', 'key:2', 'none'), 2)
      same(r.dbsize(), 1001)
      same(r.rename('key:3', 'key:three'), True)
      same(r.object('encoding', 'key:4'), 'int')
      same(r.config_get('maxclients'), {'maxclients': '10000'})
      same(r.config_set('slowlog-log-slower-than', 0), True)
      same(r.slowlog_len() >= 1, True)
      same(r.slowlog_get(1)[0]['command'], b'SLOWLOG LEN')
      same(r.info('server')['tcp_port'], int(sys.argv[1]))
      same(r.info('keyspace')['db0']['keys'], 1001)
      same(len([c for c in r.client_list() if c['name'] == 'huginn']), 1)
      same(r.command_count() > 50, True)
      same(r.command()['get']['flags'], ['readonly', 'fast'])
      same(r.time()[0] > 1600000000, True)
      same(r.expire('key:5', 0), True)
      same(r.exists('key:5'), 0)
      same(r.copy('key:6', 'copy'), True)
      same(r.flushdb(), True)
      same(r.dbsize(), 0)
      try:
          r.execute_command('NOSUCH')
          raise SystemExit('no error')
      except redis.ResponseError as e:
          same(str(e).startswith("unknown command 'NOSUCH'"), True)
      print('done')
      """;

  @BeforeEach
  void installed() {
    assumeTrue(Files.isExecutable(Path.of(PYTHON)), PYTHON + " is not installed");
    assumeTrue(
        Tool.run("", List.of(PYTHON, "-c", "import redis")).status() == 0,
        "python3-redis is not installed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nio", "epoll"})
  void shouldServeRedisPy(String transport) {
    try (TestServer server = TestServer.start(transport)) {
      Tool.Result result =
          Tool.run("", List.of(PYTHON, "-c", SCRIPT, Integer.toString(server.port())));
      assertThat(result.text()).isEqualTo("done\n");
      assertThat(result.status()).isZero();
    }
  }
}
