package dev.muninn.server.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.server.bytes.Buffer;
import dev.muninn.server.bytes.Slice;
import dev.muninn.server.resp.ReplyPool;
import dev.muninn.server.resp.RequestLimits;
import dev.muninn.server.resp.RequestParser;
import dev.muninn.server.store.Memory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClientTest {
  private final Memory memory = new Memory();
  private final ReplyPool pool = new ReplyPool(memory);
  private final List<Client> exceeded = new ArrayList<>();
  private final ClientRegistry clients =
      new ClientRegistry(pool, new RequestLimits(), new OutputLimits(), error -> {}, exceeded::add);

  @AfterEach
  void close() {
    clients.list().forEach(clients::disconnect);
    pool.close();
    assertThat(memory.used()).isZero();
    memory.close();
  }

  @Test
  void shouldPrintTheLineOfClientList() {
    Client c = connect(1_000_400);
    c.received(31, 1_002_000);
    c.running("client|list");
    c.name("me");
    c.libName("lib");
    c.libVersion("1.2");
    c.db(3);
    c.reply().protocol(3);
    assertThat(ClientInfo.line(c, 1_005_900))
        .isEqualTo(
            "id=1 addr=127.0.0.1:1001 laddr=127.0.0.1:6379 fd=8 name=me age=5 idle=3 flags=N db=3"
                + " sub=0 psub=0 ssub=0 multi=-1 watch=0 qbuf=26 qbuf-free=20448 argv-mem=0"
                + " multi-mem=0 rbs=16384 rbp=0 obl=0 oll=0 omem=0 tot-mem=21890 events=r"
                + " cmd=client|list user=default redir=-1 resp=3 lib-name=lib lib-ver=1.2"
                + " tot-net-in=31 tot-net-out=0 tot-cmds=0");
    assertThat(c).hasToString(ClientInfo.line(c, clients.nowMillis()));
  }

  @Test
  void shouldPrintFlagsInOrder() {
    assertThat(ClientFlag.letters(0)).isEqualTo("N");
    assertThat(ClientFlag.letters(-1 & ~ClientFlag.MONITOR)).isEqualTo("SMPxbtRBdcuAUreT");
    assertThat(ClientFlag.letters(ClientFlag.REPLICA | ClientFlag.MONITOR)).isEqualTo("O");
  }

  @Test
  void shouldKnowClientsByNumberInOrder() {
    Client a = connect(0);
    Client b = connect(0);
    assertThat(clients.byId(2)).isSameAs(b);
    assertThat(clients.list()).containsExactly(a, b);
    assertThat(clients.listText(null, 0).lines()).hasSize(2);
    b.set(ClientFlag.PUBSUB);
    assertThat(clients.listText(ClientType.PUBSUB, 0)).startsWith("id=2 ").endsWith("\n");
    assertThat(clients.countWith(ClientFlag.PUBSUB | ClientFlag.BLOCKED)).isEqualTo(1);
    clients.disconnect(a);
    assertThat(clients.byId(1)).isNull();
    assertThat(clients.count()).isEqualTo(1);
    assertThat(connect(0).id()).isEqualTo(3);
  }

  @Test
  void shouldSkipOneReplyAfterAnother() {
    Client c = connect(0);
    c.set(ClientFlag.REPLY_SKIP_NEXT);
    c.commandDone();
    c.reply().ok();
    assertThat(c.output().isEmpty()).isTrue();
    c.commandDone();
    c.reply().ok();
    assertThat(c.output().size()).isEqualTo(5);
    assertThat(c.commandCount()).isEqualTo(2);
  }

  @Test
  void shouldDropRepliesWhenClosing() {
    Client c = connect(0);
    c.reply().ok();
    c.closeAfterReply();
    c.reply().ok();
    assertThat(c.output().size()).isEqualTo(5);
    c.clear(ClientFlag.REPLY_OFF);
    c.reply().ok();
    assertThat(c.output().size()).isEqualTo(5);
    c.closeAsap();
    c.closeAsap();
    assertThat(((FakeLink) c.link()).closes).isEqualTo(1);
  }

  @Test
  void shouldTellTheLinkOfOutput() {
    Client c = connect(0);
    c.reply().ok();
    c.reply().ok();
    assertThat(((FakeLink) c.link()).pendings).isEqualTo(1);
  }

  @Test
  void shouldCloseBeyondTheHardLimit() {
    Client c = connect(0);
    clients.outputLimits().set(ClientType.NORMAL, 100_000, 0, 0);
    for (int i = 0; i < 20 && !c.has(ClientFlag.CLOSE_ASAP); i++) {
      c.reply().bulk("x".repeat(16_000));
    }
    assertThat(exceeded).containsExactly(c);
    assertThat(c.output().size()).isBetween(100_000L, 120_000L);
  }

  @Test
  void shouldCloseWhenTheSoftLimitIsExceededTooLong() {
    Client c = connect(0);
    clients.outputLimits().set(ClientType.NORMAL, 0, 20_000, 10);
    clients.nowMillis(1000);
    c.reply().bulk("x".repeat(60_000));
    clients.nowMillis(11_000);
    assertThat(c.checkOutputLimits()).isFalse();
    clients.nowMillis(11_001);
    assertThat(c.checkOutputLimits()).isTrue();
    assertThat(((FakeLink) c.link()).closes).isEqualTo(1);
  }

  @Test
  void shouldForgetTheSoftLimitWhenDrained() {
    Client c = connect(0);
    clients.outputLimits().set(ClientType.NORMAL, 0, 20_000, 10);
    clients.nowMillis(1000);
    c.reply().bulk("x".repeat(60_000));
    c.output().advance(c.output().size());
    assertThat(c.checkOutputLimits()).isFalse();
    clients.nowMillis(20_000);
    c.reply().bulk("x".repeat(60_000));
    assertThat(c.has(ClientFlag.CLOSE_ASAP)).isFalse();
  }

  @Test
  void shouldRequireThePasswordOnlyOfLaterClients() {
    Client early = connect(0);
    clients.passwordRequired(true);
    Client late = connect(0);
    assertThat(early.authRequired()).isFalse();
    assertThat(late.authRequired()).isTrue();
    try (Buffer in = new Buffer(memory, 64)) {
      in.put("*11\r\n".getBytes(ISO_8859_1));
      assertThat(late.parse(in)).isEqualTo(RequestParser.Result.ERROR);
      assertThat(early.parse(in)).isEqualTo(RequestParser.Result.NEED_MORE);
    }
    late.authenticated("default");
    assertThat(late.authRequired()).isFalse();
    late.reset();
    assertThat(late.authRequired()).isTrue();
  }

  @Test
  void shouldMatchAllConditionsOfAFilter() {
    Client a = connect(10_000);
    assertThat(filter(null, null, null, 0, null, 0, null).matches(a, 0)).isTrue();
    assertThat(filter("127.0.0.1:1001", null, null, 0, null, 0, null).matches(a, 0)).isTrue();
    assertThat(filter("127.0.0.1:1", null, null, 0, null, 0, null).matches(a, 0)).isFalse();
    assertThat(filter(null, "127.0.0.1:6379", null, 0, null, 0, null).matches(a, 0)).isTrue();
    assertThat(filter(null, "x", null, 0, null, 0, null).matches(a, 0)).isFalse();
    assertThat(filter(null, null, ClientType.PUBSUB, 0, null, 0, null).matches(a, 0)).isFalse();
    assertThat(filter(null, null, null, 2, null, 0, null).matches(a, 0)).isFalse();
    assertThat(filter(null, null, null, 0, "other", 0, null).matches(a, 0)).isFalse();
    assertThat(filter(null, null, null, 0, null, 5, null).matches(a, 14_999)).isFalse();
    assertThat(filter(null, null, null, 0, null, 5, null).matches(a, 15_000)).isTrue();
    assertThat(filter(null, null, null, 0, null, 0, a).matches(a, 0)).isFalse();
  }

  @Test
  void shouldKeepTheStricterPause() {
    ClientPause pause = clients.pause();
    assertThat(pause.holds(true, 100)).isFalse();
    pause.pause(200, false, 100);
    assertThat(pause.holds(true, 199)).isTrue();
    assertThat(pause.holds(false, 199)).isFalse();
    assertThat(pause.holds(true, 200)).isFalse();
    pause.pause(150, true, 100);
    assertThat(pause.endMillis()).isEqualTo(200);
    assertThat(pause.holds(false, 199)).isTrue();
    pause.pause(300, false, 100);
    assertThat(pause.isAll(250)).isTrue();
    pause.pause(500, false, 400);
    assertThat(pause.isAll(450)).isFalse();
    pause.unpause();
    assertThat(pause.isActive(450)).isFalse();
  }

  @Test
  void shouldKnowTypesByAllTheirNames() {
    assertThat(type("Normal")).isEqualTo(ClientType.NORMAL);
    assertThat(type("slave")).isEqualTo(ClientType.REPLICA);
    assertThat(type("REPLICA")).isEqualTo(ClientType.REPLICA);
    assertThat(type("pubsub")).isEqualTo(ClientType.PUBSUB);
    assertThat(type("master")).isEqualTo(ClientType.PRIMARY);
    assertThat(type("primary")).isEqualTo(ClientType.PRIMARY);
    assertThat(type("x")).isNull();
  }

  private @Nullable ClientType type(String name) {
    try (Buffer buffer = new Buffer(memory, 16)) {
      buffer.put(name.getBytes(ISO_8859_1));
      return ClientType.parse(buffer.slice(0, name.length(), new Slice()));
    }
  }

  private static ClientFilter filter(
      @Nullable String address,
      @Nullable String local,
      @Nullable ClientType type,
      long id,
      @Nullable String user,
      long age,
      @Nullable Client skip) {
    return new ClientFilter(address, local, type, id, user, age, skip);
  }

  private Client connect(long nowMillis) {
    return clients.connect(new FakeLink(1001 + clients.count()), nowMillis);
  }
}
