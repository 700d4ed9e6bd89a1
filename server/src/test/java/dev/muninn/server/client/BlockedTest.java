package dev.muninn.server.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.server.bytes.Buffer;
import dev.muninn.server.bytes.Slice;
import dev.muninn.server.resp.Reply;
import dev.muninn.server.resp.ReplyPool;
import dev.muninn.server.resp.RequestLimits;
import dev.muninn.server.store.Memory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BlockedTest {
  private final Memory memory = new Memory();
  private final ReplyPool pool = new ReplyPool(memory);
  private final ClientRegistry clients =
      new ClientRegistry(pool, new RequestLimits(), new OutputLimits(), error -> {}, client -> {});
  private final Blocked blocked = clients.blocked();
  private final List<String> told = new ArrayList<>();
  private final FakeLink link = new FakeLink(1001);
  private final Client client = clients.connect(link, 0);

  @AfterEach
  void close() {
    clients.list().forEach(clients::disconnect);
    pool.close();
    assertThat(memory.used()).isZero();
    memory.close();
  }

  private final class Wait implements Waiting {
    private final String name;
    private final long deadline;
    private final boolean mayTimeOut;

    Wait(String name, long deadline, boolean mayTimeOut) {
      this.name = name;
      this.deadline = deadline;
      this.mayTimeOut = mayTimeOut;
    }

    @Override
    public Reason why() {
      return Reason.LATER;
    }

    @Override
    public long deadline() {
      return deadline;
    }

    @Override
    public boolean mayTimeOut() {
      return mayTimeOut;
    }

    @Override
    public void ready(Client who) {
      told.add(name + " ready");
      who.reply().ok();
    }

    @Override
    public void timeout(Client who, Reply into) {
      told.add(name + " timeout");
      into.nullValue();
    }

    @Override
    public void end() {
      told.add(name + " end");
    }

    @Override
    public long bytes() {
      return 100;
    }
  }

  @Test
  void shouldLetGoWhenWhatIsWaitedForIsThere() {
    blocked.block(client, new Wait("a", Waiting.NEVER, true));
    assertThat(client.has(ClientFlag.BLOCKED)).isTrue();
    assertThat(client.toString()).contains(" argv-mem=100 ").contains(" flags=b ");
    assertThat(blocked.count()).isEqualTo(1);
    assertThat(blocked.count(Waiting.Reason.LATER)).isEqualTo(1);
    assertThat(blocked.timed()).isZero();
    blocked.ready(client);
    blocked.ready(client);
    assertThat(told).containsExactly("a ready", "a end");
    assertThat(client.has(ClientFlag.BLOCKED)).isFalse();
    assertThat(client.toString()).contains(" argv-mem=0 ");
    assertThat(blocked.count()).isZero();
    assertThat(link.resumed).isEqualTo(1);
    assertThat(replies()).isEqualTo("+OK\r\n");
  }

  @Test
  void shouldRefuseToBlockWhoIsBlocked() {
    blocked.block(client, new Wait("a", Waiting.NEVER, true));
    assertThatThrownBy(() -> blocked.block(client, new Wait("b", 1, true)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("client blocked twice: id=1");
    assertThat(blocked.timed()).isZero();
    blocked.ready(client);
    assertThat(told).containsExactly("a ready", "a end");
  }

  @Test
  void shouldTimeOutInTheOrderOfDeadlines() {
    Client second = clients.connect(new FakeLink(1002), 0);
    Client third = clients.connect(new FakeLink(1003), 0);
    blocked.block(client, new Wait("late", 300, true));
    blocked.block(second, new Wait("early", 100, true));
    blocked.block(third, new Wait("soon", 200, true));
    assertThat(blocked.nextDeadline()).isEqualTo(100);
    blocked.timeouts(99);
    assertThat(told).isEmpty();
    blocked.timeouts(200);
    assertThat(told).containsExactly("early timeout", "early end", "soon timeout", "soon end");
    assertThat(blocked.nextDeadline()).isEqualTo(300);
    blocked.ready(client);
    assertThat(blocked.nextDeadline()).isEqualTo(Waiting.NEVER);
  }

  @Test
  void shouldUnblockOnDemandWhoMayTimeOut() {
    blocked.block(client, new Wait("a", Waiting.NEVER, false));
    assertThat(blocked.unblock(client, false)).isFalse();
    assertThat(blocked.unblock(client, true)).isFalse();
    blocked.ready(client);
    assertThat(replies()).isEqualTo("+OK\r\n");
    told.clear();

    blocked.block(client, new Wait("b", Waiting.NEVER, true));
    assertThat(blocked.unblock(client, true)).isTrue();
    assertThat(told).containsExactly("b end");
    assertThat(replies()).isEqualTo("-UNBLOCKED client unblocked via CLIENT UNBLOCK\r\n");

    blocked.block(client, new Wait("c", 500, true));
    assertThat(blocked.unblock(client, false)).isTrue();
    assertThat(told).containsExactly("b end", "c timeout", "c end");
    assertThat(replies()).isEqualTo("$-1\r\n");
    assertThat(blocked.timed()).isZero();
    assertThat(blocked.unblock(client, false)).isFalse();
  }

  @Test
  void shouldForgetWhoGoes() {
    blocked.block(client, new Wait("a", 10, true));
    clients.disconnect(client);
    assertThat(told).containsExactly("a end");
    assertThat(blocked.count()).isZero();
    blocked.timeouts(10);
    assertThat(told).containsExactly("a end");
  }

  @Test
  void shouldOnlyLoseTheClientWhoseReplyFails() {
    Client second = clients.connect(new FakeLink(1002), 0);
    blocked.block(
        client,
        new Waiting() {
          @Override
          public Reason why() {
            return Reason.LATER;
          }

          @Override
          public void ready(Client who) {
            throw new IllegalStateException("as asked");
          }
        });
    blocked.block(second, new Wait("b", Waiting.NEVER, true));
    blocked.ready(Waiting.Reason.LATER);
    assertThat(client.has(ClientFlag.CLOSE_ASAP)).isTrue();
    assertThat(told).containsExactly("b ready", "b end");
  }

  private String replies() {
    StringBuilder text = new StringBuilder();
    while (!client.output().isEmpty()) {
      Buffer chunk = client.output().chunk(0);
      text.append(chunk.slice(chunk.readIndex(), chunk.readable(), new Slice()));
      client.output().advance(chunk.readable());
    }
    return text.toString();
  }
}
