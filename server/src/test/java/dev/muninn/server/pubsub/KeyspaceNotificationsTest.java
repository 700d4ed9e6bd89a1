package dev.muninn.server.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.server.client.Client;
import dev.muninn.server.testing.TestServer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("StringConcatToTextBlock") // lines of the protocol end otherwise
class KeyspaceNotificationsTest {
  private final TestServer server = new TestServer("--notify-keyspace-events", "KEA");
  private final Client listener = server.connect();

  @AfterEach
  void close() {
    server.close();
  }

  private String events() {
    StringBuilder events = new StringBuilder();
    List<String> words = server.take(listener).lines().toList();
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).startsWith("__keyevent@")) {
        events.append(words.get(i).replace("__keyevent@", "").replace("__", ""));
        events.append('=').append(words.get(i + 2)).append(' ');
      }
    }
    return events.toString().strip();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "set n v | 0:set=n",
        "set n v ex 10 | 0:set=n 0:expire=n",
        "set s v keepttl | 0:set=s",
        "set s v nx | ",
        "set s v exat 1 | 0:del=s",
        "setex n 10 v | 0:set=n 0:expire=n",
        "psetex n 10 v | 0:set=n 0:expire=n",
        "setnx n v | 0:set=n",
        "setnx s v | ",
        "getset s v | 0:set=s",
        "getdel s | 0:del=s",
        "getex s ex 10 | 0:expire=s",
        "getex t persist | 0:persist=t",
        "getex s exat 1 | 0:del=s",
        "mset n 1 m 2 | 0:set=n 0:set=m",
        "msetnx n 1 m 2 | 0:set=n 0:set=m",
        "msetnx n 1 s 2 | ",
        "append s x | 0:append=s",
        "setrange s 1 x | 0:setrange=s",
        "setrange n 1 '' | ",
        "incr i | 0:incrby=i",
        "decrby i 2 | 0:incrby=i",
        "incrbyfloat i 1.5 | 0:incrbyfloat=i",
        "expire s 10 | 0:expire=s",
        "expire s -1 | 0:del=s",
        "persist t | 0:persist=t",
        "del s t | 0:del=s 0:del=t",
        "unlink s | 0:del=s",
        "rename s n | 0:rename_from=s 0:rename_to=n",
        "rename s s | ",
        "renamenx s n | 0:rename_from=s 0:rename_to=n",
        "renamenx s t | ",
        "move s 3 | 0:move_from=s 3:move_to=s",
        "copy s n | 0:copy_to=n",
        "copy s n db 2 | 2:copy_to=n",
        "get s | ",
        "get missing | ",
        "touch s | ",
        "flushall | ",
      })
  void shouldPublishWhatACommandDoes(String command, String expected) {
    server.run("mset s v t v i 5");
    server.run("pexpire t 100000");
    server.run(listener, "psubscribe __key*__:*");
    String ignored = server.run(command);
    assertThat(events()).as(command).isEqualTo(expected == null ? "" : expected);
  }

  @Test
  void shouldPublishBothChannelsOfAnEvent() {
    server.run(listener, "psubscribe *");
    server.run("select 5");
    server.run("set k v");
    assertThat(server.take(listener))
        .endsWith(
            "*4\r\n$8\r\npmessage\r\n$1\r\n*\r\n$16\r\n__keyspace@5__:k\r\n$3\r\nset\r\n"
                + "*4\r\n$8\r\npmessage\r\n$1\r\n*\r\n$18\r\n__keyevent@5__:set\r\n$1\r\nk\r\n");
  }

  @Test
  void shouldPublishAnExpiredKeyWhenItIsLookedForAndWhenItIsFound() {
    server.run("set lazy v px 10");
    server.run("set active v px 10");
    server.run(listener, "psubscribe __keyevent*");
    String ignored = server.take(listener);
    server.advance(11);
    server.run("get lazy");
    assertThat(events()).isEqualTo("0:expired=lazy");
    server.services().activeExpire().slowCycle(10, 1);
    assertThat(events()).isEqualTo("0:expired=active");
  }

  @Test
  void shouldDeleteKeysWhoseTimeIsOverWhereScanFindsThem() {
    server.run("set gone v px 10");
    server.run("set here v");
    server.advance(11);
    server.run(listener, "psubscribe __keyevent*");
    String ignored = server.take(listener);
    assertThat(server.run("scan 0")).isEqualTo("*2\r\n$1\r\n0\r\n*1\r\n$4\r\nhere\r\n");
    assertThat(events()).isEqualTo("0:expired=gone");
    assertThat(server.run("dbsize")).isEqualTo(":1\r\n");
  }

  @Test
  void shouldPublishMissesAndNewKeysWhenAskedTo() {
    server.run("config set notify-keyspace-events Emn");
    server.run(listener, "psubscribe __keyevent*");
    String ignored = server.take(listener);
    server.run("get none");
    assertThat(events()).isEqualTo("0:keymiss=none");
    server.run("set none 1");
    assertThat(events()).isEqualTo("0:new=none");
    server.run("set none 2");
    assertThat(events()).isEmpty();
    server.run("config set notify-keyspace-events ''");
    server.run("get other");
    assertThat(events()).isEmpty();
  }
}
