package dev.muninn.server.pubsub;

import static dev.muninn.server.testing.TestServer.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.server.client.Client;
import dev.muninn.server.client.ClientFlag;
import dev.muninn.server.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("StringConcatToTextBlock") // lines of the protocol end otherwise
class PubSubTest {
  private final TestServer server = new TestServer();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void shouldDeliverToChannelsAndPatterns() {
    Client listener = server.connect();
    assertThat(server.run(listener, "subscribe a b a"))
        .isEqualTo(
            "*3\r\n$9\r\nsubscribe\r\n$1\r\na\r\n:1\r\n"
                + "*3\r\n$9\r\nsubscribe\r\n$1\r\nb\r\n:2\r\n"
                + "*3\r\n$9\r\nsubscribe\r\n$1\r\na\r\n:2\r\n");
    assertThat(server.run(listener, "psubscribe a* ?"))
        .isEqualTo(
            "*3\r\n$10\r\npsubscribe\r\n$2\r\na*\r\n:3\r\n"
                + "*3\r\n$10\r\npsubscribe\r\n$1\r\n?\r\n:4\r\n");
    assertThat(server.run("publish aa 1")).isEqualTo(":1\r\n");
    assertThat(server.take(listener))
        .isEqualTo("*4\r\n$8\r\npmessage\r\n$2\r\na*\r\n$2\r\naa\r\n$1\r\n1\r\n");
    assertThat(server.run("publish b x")).isEqualTo(":2\r\n");
    assertThat(server.take(listener))
        .isEqualTo(
            "*3\r\n$7\r\nmessage\r\n$1\r\nb\r\n$1\r\nx\r\n"
                + "*4\r\n$8\r\npmessage\r\n$1\r\n?\r\n$1\r\nb\r\n$1\r\nx\r\n");
    assertThat(server.run("publish nobody x")).isEqualTo(":0\r\n");
    assertThat(server.take(listener)).isEmpty();
  }

  @Test
  void shouldPushToAnRespThreeClientEvenWhenItsRepliesAreOff() {
    Client listener = server.connect();
    listener.reply().protocol(3);
    assertThat(server.run(listener, "client reply off")).isEmpty();
    assertThat(server.run(listener, "subscribe a"))
        .isEqualTo(">3\r\n$9\r\nsubscribe\r\n$1\r\na\r\n:1\r\n");
    assertThat(server.run(listener, "get a")).isEmpty();
    assertThat(server.run("publish a m")).isEqualTo(":1\r\n");
    assertThat(server.take(listener)).isEqualTo(">3\r\n$7\r\nmessage\r\n$1\r\na\r\n$1\r\nm\r\n");
  }

  @Test
  void shouldEndSubscriptionsByNameOrAll() {
    Client listener = server.connect();
    assertThat(server.run(listener, "unsubscribe"))
        .isEqualTo("*3\r\n$11\r\nunsubscribe\r\n$-1\r\n:0\r\n");
    assertThat(server.run(listener, "unsubscribe never"))
        .isEqualTo("*3\r\n$11\r\nunsubscribe\r\n$5\r\nnever\r\n:0\r\n");
    server.run(listener, "subscribe a b");
    assertThat(listener.has(ClientFlag.PUBSUB)).isTrue();
    assertThat(server.run(listener, "unsubscribe a"))
        .isEqualTo("*3\r\n$11\r\nunsubscribe\r\n$1\r\na\r\n:1\r\n");
    assertThat(listener.counts().subscribedBytes).isPositive();
    assertThat(server.run(listener, "unsubscribe"))
        .isEqualTo("*3\r\n$11\r\nunsubscribe\r\n$1\r\nb\r\n:0\r\n");
    assertThat(listener.has(ClientFlag.PUBSUB)).isFalse();
    assertThat(listener.counts().subscribedBytes).isZero();
  }

  @Test
  void shouldKeepShardChannelsApart() {
    Client listener = server.connect();
    assertThat(words(server.run(listener, "ssubscribe s"))).isEqualTo("*3 $10 ssubscribe $1 s :1");
    assertThat(words(server.run(listener, "subscribe s"))).isEqualTo("*3 $9 subscribe $1 s :1");
    assertThat(server.run("spublish s m")).isEqualTo(":1\r\n");
    assertThat(words(server.take(listener))).isEqualTo("*3 $8 smessage $1 s $1 m");
    assertThat(words(server.run("pubsub shardnumsub s t"))).isEqualTo("*4 $1 s :1 $1 t :0");
    assertThat(words(server.run("pubsub shardchannels"))).isEqualTo("*1 $1 s");
    assertThat(words(server.run(listener, "sunsubscribe")))
        .isEqualTo("*3 $12 sunsubscribe $1 s :0");
  }

  @Test
  void shouldTellWhatThereIs() {
    Client listener = server.connect();
    server.run(listener, "subscribe one two");
    server.run(listener, "psubscribe p*");
    assertThat(words(server.run("pubsub numsub one none"))).isEqualTo("*4 $3 one :1 $4 none :0");
    assertThat(server.run("pubsub numpat")).isEqualTo(":1\r\n");
    assertThat(words(server.run("pubsub channels o*"))).isEqualTo("*1 $3 one");
    assertThat(words(server.run("pubsub channels a b")))
        .isEqualTo(
            "-ERR unknown subcommand or wrong number of arguments for 'channels'. Try PUBSUB"
                + " HELP.");
    assertThat(server.run("info stats"))
        .contains("pubsub_channels:2\r\npubsub_patterns:1\r\npubsubshard_channels:0");
  }

  @Test
  void shouldForgetAClientThatIsResetOrGone() {
    Client listener = server.connect();
    server.run(listener, "subscribe a");
    server.run(listener, "reset");
    assertThat(server.run("publish a m")).isEqualTo(":0\r\n");
    server.run(listener, "psubscribe *");
    server.run(listener, "ssubscribe a");
    server.disconnect(listener);
    assertThat(server.run("publish a m")).isEqualTo(":0\r\n");
    assertThat(server.run("spublish a m")).isEqualTo(":0\r\n");
  }

  @Test
  void shouldLetASubscriberWhoSpeaksRespTwoAskForNothingElse() {
    Client listener = server.connect();
    server.run(listener, "subscribe a");
    assertThat(server.run(listener, "get k"))
        .isEqualTo(
            "-ERR Can't execute 'get': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET"
                + " are allowed in this context\r\n");
    assertThat(words(server.run(listener, "ping"))).isEqualTo("*2 $4 pong $0");
    listener.reply().protocol(3);
    assertThat(server.run(listener, "get k")).isEqualTo("_\r\n");
    listener.reply().protocol(2);
    server.run(listener, "unsubscribe");
    assertThat(server.run(listener, "get k")).isEqualTo("$-1\r\n");
  }

  @Test
  void shouldAgreeWithASimpleModel() {
    SplittableRandom random = new SplittableRandom(7);
    List<Client> clients = new ArrayList<>();
    List<TreeSet<String>> model = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      clients.add(server.connect());
      model.add(new TreeSet<>());
    }
    for (int step = 0; step < 4000; step++) {
      int i = random.nextInt(clients.size());
      String name = "c" + random.nextInt(12);
      switch (random.nextInt(4)) {
        case 0, 1 -> {
          model.get(i).add(name);
          assertThat(server.run(clients.get(i), "subscribe " + name))
              .endsWith(":" + model.get(i).size() + "\r\n");
        }
        case 2 -> {
          model.get(i).remove(name);
          assertThat(server.run(clients.get(i), "unsubscribe " + name))
              .endsWith(":" + model.get(i).size() + "\r\n");
        }
        default -> {
          long expected = model.stream().filter(names -> names.contains(name)).count();
          assertThat(server.run("publish " + name + " m")).isEqualTo(":" + expected + "\r\n");
          for (int k = 0; k < clients.size(); k++) {
            assertThat(server.take(clients.get(k)).isEmpty())
                .isEqualTo(!model.get(k).contains(name));
          }
        }
      }
    }
  }
}
