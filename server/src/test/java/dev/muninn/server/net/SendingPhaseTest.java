package dev.muninn.server.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.server.client.Client;
import dev.muninn.server.net.transport.Channel;
import dev.muninn.server.resp.ReplyBuffer;
import dev.muninn.server.resp.ReplyPool;
import dev.muninn.server.store.Memory;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** No reply is sent before what must precede it: the turn's writing to the AOF. */
@ParameterizedClass
@EnumSource(
    value = IoTransport.class,
    names = {"NIO", "EPOLL"})
@Timeout(60)
class SendingPhaseTest {
  @Parameter IoTransport kind = IoTransport.AUTO;

  /** Sees what has been sent at the begin of a turn and just before its replies. */
  private static final class Phases implements LoopHooks {
    final List<String> early = new ArrayList<>();
    final List<String> order = new ArrayList<>();
    EchoServer server = Fixtures.noServer();
    Runnable atEndOfTurn = () -> {};
    private long sent;
    private int turns;

    @Override
    public void afterPoll() {
      sent = server.loop.stats().outputBytes();
    }

    @Override
    public void beforeReplies() {
      turns++;
      order.add("before replies");
      long now = server.loop.stats().outputBytes();
      if (now != sent) {
        early.add("turn=" + turns + " bytes=" + (now - sent));
      }
    }

    @Override
    public void endOfTurn(long turnNanos) {
      atEndOfTurn.run();
    }
  }

  private final Phases phases = new Phases();

  @Test
  void shouldSendNothingWithinATurnThoughASocketHasRoomAgain() throws IOException {
    int times = 200_000;
    try (EchoServer server = new EchoServer(kind, phases)) {
      phases.server = server;
      server.start();
      try (Peer slow = new Peer(server.port())) {
        // More than a socket takes at once: the rest waits for room, and leaves with later replies.
        String request = "*3\r\n$6\r\nREPEAT\r\n$8\r\n12345678\r\n$6\r\n" + times + "\r\n";
        String reply = "*" + times + "\r\n" + "$8\r\n12345678\r\n".repeat(times);
        for (int round = 0; round < 3; round++) {
          slow.send(request);
          slow.expect(reply.substring(0, 1000));
          slow.send("PING\r\n");
          slow.expect(reply.substring(1000));
          slow.expect("+PONG\r\n");
        }
      }
      assertThat(server.<List<String>>ask(() -> List.copyOf(phases.early))).isEmpty();
      assertThat(server.<Integer>ask(() -> phases.turns)).isGreaterThan(3);
    }
  }

  @Test
  void shouldDoWhatPrecedesRepliesBeforeTheLastOnesToo() throws IOException {
    EchoServer server = new EchoServer(kind, phases);
    phases.server = server;
    server.start();
    try (Peer peer = new Peer(server.port())) {
      peer.send("PING\r\n").expect("+PONG\r\n");
      // The turn in which the loop is stopped has ended when this task is added to the last one's.
      server.loop.execute(
          () -> {
            server.loop.stop();
            phases.atEndOfTurn =
                () ->
                    server.loop.execute(
                        () -> {
                          Client client = server.registry.list().getFirst();
                          client.reply().status("late");
                          phases.order.clear();
                        });
          });
      peer.expect("+late\r\n");
    } finally {
      server.close();
    }
    assertThat(phases.order).isNotEmpty().first().isEqualTo("before replies");
  }

  @Test
  void shouldRefuseToSendOutsideOfThePhase() throws IOException {
    Channel channel =
        (Channel)
            Proxy.newProxyInstance(
                Channel.class.getClassLoader(),
                new Class<?>[] {Channel.class},
                (proxy, method, arguments) -> {
                  throw new AssertionError("called: " + method.getName());
                });
    Sender sender = new Sender(new NetStats());
    try (Memory memory = new Memory();
        ReplyPool pool = new ReplyPool(memory)) {
      ReplyBuffer out = new ReplyBuffer(pool);
      assertThatThrownBy(() -> sender.send(channel, out))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("reply sent before its turn: bytes=0");
      sender.open();
      assertThat(sender.send(channel, out)).isFalse();
      sender.close();
      assertThatThrownBy(() -> sender.send(channel, out)).isInstanceOf(IllegalStateException.class);
    }
  }
}
