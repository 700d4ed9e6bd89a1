package dev.muninn.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.server.resp.ReplyPool;
import dev.muninn.server.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** maxmemory-clients: what counts, who goes, and who may stay. */
class ClientMemoryTest {
  private final TestServer server = new TestServer();

  @AfterEach
  void close() {
    server.close();
  }

  /** A client for which so many bytes wait to be sent, and more. */
  private Client holding(int bytes) {
    Client client = server.connect();
    client.reply().bulk("v".repeat(bytes));
    return client;
  }

  private long evicted() {
    return server.services().stats().evictedClients;
  }

  @Test
  void shouldEvictTheLargestUntilTheRestFits() {
    Client small = holding(100_000);
    Client largest = holding(4_000_000);
    Client large = holding(1_000_000);
    server.run("config set maxmemory-clients 2mb");
    server.turn();
    assertThat(largest.has(ClientFlag.CLOSE_ASAP)).isTrue();
    assertThat(largest.output().isEmpty()).isTrue();
    assertThat(large.has(ClientFlag.CLOSE_ASAP)).isFalse();
    assertThat(small.has(ClientFlag.CLOSE_ASAP)).isFalse();
    assertThat(evicted()).isEqualTo(1);
    assertThat(server.run("info stats")).contains("\r\nevicted_clients:1\r\n");
  }

  @Test
  void shouldKeepWhatUsersSentOutOfTheLog() {
    server.run("client setname secret");
    assertThat(server.client().toString()).contains(" name=*redacted* ", " user=*redacted* ");
    server.run("config set hide-user-data-from-log no");
    assertThat(server.client().toString()).contains(" name=secret ", " user=default ");
    assertThat(server.run("client info")).contains(" name=secret ");
  }

  @Test
  void shouldLeaveThoseThatSaidNoEvictAndTellOnceThatNoneIsLeft() {
    server.run("client no-evict on");
    Client kept = server.connect();
    server.run(kept, "client no-evict on");
    kept.reply().bulk("v".repeat(1_000_000));
    server.run("config set maxmemory-clients 500kb");
    server.turn();
    server.turn();
    assertThat(kept.has(ClientFlag.CLOSE_ASAP)).isFalse();
    assertThat(evicted()).isZero();
    assertThat(server.warnings())
        .containsExactly("Over client maxmemory after evicting all evictable clients");
    kept.clear(ClientFlag.NO_EVICT); // CLIENT NO-EVICT OFF would take the reply
    server.clients().memory().update(kept);
    server.turn();
    assertThat(kept.has(ClientFlag.CLOSE_ASAP)).isTrue();
  }

  @Test
  void shouldTakePercentOfMaxmemory() {
    ClientMemory memory = server.clients().memory();
    server.run("config set maxmemory-clients 7%");
    assertThat(memory.limit()).isZero();
    server.run("config set maxmemory 100mb");
    assertThat(memory.limit()).isEqualTo((100L << 20) * 7 / 100);
    server.run("config set maxmemory 1mb");
    assertThat(memory.limit()).isEqualTo(ClientMemory.LEAST_LIMIT);
    server.run("config set maxmemory-clients 0");
    assertThat(memory.limit()).isZero();
    assertThat(memory.total()).isZero();
  }

  @Test
  void shouldCountWhatMultiWatchAndSubscriptionsHold() {
    server.run("config set maxmemory-clients 1gb");
    ClientMemory memory = server.clients().memory();
    Client client = server.connect();
    memory.update(client);
    long before = memory.total();
    server.run(client, "subscribe channel");
    server.run(client, "psubscribe pattern*");
    memory.update(client);
    long subscribed = memory.total();
    assertThat(subscribed).isGreaterThan(before);
    Client other = server.connect();
    memory.update(other);
    before = memory.total();
    server.run(other, "watch key");
    memory.update(other);
    long watched = memory.total();
    assertThat(watched).isGreaterThan(before);
    server.run(other, "multi");
    server.call(other, "set", "k", "v".repeat(100_000));
    memory.update(other);
    assertThat(memory.total()).isGreaterThan(watched + 100_000);
    server.run(other, "discard");
    memory.update(other);
    assertThat(memory.total()).isEqualTo(before);
  }

  @Test
  void shouldKeepTheSumOfWhatItsClientsHold() {
    server.run("config set maxmemory-clients 1mb");
    ClientMemory memory = server.clients().memory();
    Random random = new Random(7);
    List<Client> clients = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      int what = random.nextInt(5);
      if (what == 0 || clients.isEmpty()) {
        clients.add(server.connect());
      }
      Client client = clients.get(random.nextInt(clients.size()));
      if (what == 1) {
        server.disconnect(client);
        clients.remove(client);
      } else if (what == 2) {
        server.take(client);
        memory.update(client);
      } else {
        client.reply().bulk("v".repeat(random.nextInt(200_000)));
        memory.update(client);
      }
      memory.enforce();
      assertThat(memory.total()).isLessThan(1 << 20);
    }
    clients.forEach(memory::update);
    long sum = 0;
    for (Client client : server.clients().list()) {
      memory.update(client);
      sum += client.has(ClientFlag.CLOSE_ASAP) ? 0 : client.memoryUsage();
    }
    assertThat(memory.total()).isEqualTo(sum);
    assertThat(evicted()).isPositive();
  }

  @Test
  void shouldFitTheReplyBufferToTheReplies() {
    Client client = server.connect();
    assertThat(client.replyBufferSize()).isEqualTo(ReplyPool.CHUNK);
    client.resizeReplyBuffer(TestServer.START);
    assertThat(client.replyBufferSize()).isEqualTo(1024);
    client.reply().bulk("v".repeat(2000));
    server.take(client);
    assertThat(client.replyBufferPeak()).isEqualTo(1024);
    client.resizeReplyBuffer(TestServer.START + 100);
    assertThat(client.replyBufferSize()).isEqualTo(2048);
    client.resizeReplyBuffer(TestServer.START + ReplyBufferSizing.PEAK_RESET_MILLIS);
    assertThat(client.replyBufferPeak()).isZero();
    client.resizeReplyBuffer(TestServer.START + ReplyBufferSizing.PEAK_RESET_MILLIS + 100);
    assertThat(client.replyBufferSize()).isEqualTo(1024);
    assertThat(server.run("info stats"))
        .contains("\r\nreply_buffer_shrinks:2\r\n", "\r\nreply_buffer_expands:1\r\n");
  }

  @Test
  void shouldTellTheMemoryOfIndexesAndClients() {
    server.run("set k v ex 100");
    String stats = TestServer.words(server.run("memory stats"));
    var table = server.keyspace().database(0).table();
    assertThat(table.expireIndexBytes()).isPositive();
    assertThat(stats)
        .contains("overhead.hashtable.main :" + (table.indexBytes() - table.expireIndexBytes()))
        .contains("overhead.hashtable.expires :" + table.expireIndexBytes())
        .contains("overhead.db.hashtable.lut :" + table.indexBytes());
    assertThat(stats).doesNotContain("clients.normal :0");
  }
}
