package dev.muninn.server.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A full Java heap costs a client or a round of work, wherever it shows; the loop goes on. */
@ParameterizedClass
@EnumSource(
    value = IoTransport.class,
    names = {"NIO", "EPOLL"})
@Timeout(60)
class OutOfHeapTest {
  private static final String PING = "*1\r\n$4\r\nPING\r\n";

  @Parameter IoTransport kind = IoTransport.AUTO;

  private enum Place {
    AFTER_POLL,
    CRON_START,
    CRON,
    BEFORE_REPLIES,
    CRON_END,
    END_OF_TURN,
    SLEEP,
    CONNECTED,
    NONE
  }

  /** Runs out of heap at one place, so many times. */
  private static final class Faults implements LoopHooks {
    volatile Place place = Place.NONE;
    final AtomicInteger left = new AtomicInteger();

    void pass(Place at) {
      if (place == at && left.get() > 0) {
        int ignored = left.decrementAndGet();
        throw new OutOfMemoryError("as asked: place=" + at);
      }
    }

    @Override
    public void afterPoll() {
      pass(Place.AFTER_POLL);
    }

    @Override
    public void cronStart() {
      pass(Place.CRON_START);
    }

    @Override
    public void cron() {
      pass(Place.CRON);
    }

    @Override
    public void beforeReplies() {
      pass(Place.BEFORE_REPLIES);
    }

    @Override
    public void cronEnd(long cronNanos) {
      pass(Place.CRON_END);
    }

    @Override
    public void endOfTurn(long turnNanos) {
      pass(Place.END_OF_TURN);
    }

    @Override
    public int maxSleepMillis() {
      pass(Place.SLEEP);
      return 10;
    }
  }

  @Test
  void shouldSurviveInEveryPhaseOfATurn() throws IOException {
    Faults faults = new Faults();
    try (EchoServer server = new EchoServer(kind, faults).start();
        Peer peer = new Peer(server.port())) {
      for (Place place : Place.values()) {
        if (place == Place.CONNECTED || place == Place.NONE) {
          continue;
        }
        faults.left.set(3);
        faults.place = place;
        peer.send(PING).expect("+PONG\r\n");
        Fixtures.await("faults at " + place, () -> faults.left.get() == 0);
        faults.place = Place.NONE;
        peer.send(PING).expect("+PONG\r\n");
      }
      assertThat(server.hasLogged("failed: java.lang.OutOfMemoryError: as asked")).isTrue();
    }
  }

  @Test
  void shouldSurviveInATask() throws IOException {
    try (EchoServer server = new EchoServer(kind).start();
        Peer peer = new Peer(server.port())) {
      server.loop.execute(
          () -> {
            throw new OutOfMemoryError("as asked");
          });
      peer.send(PING).expect("+PONG\r\n");
      Fixtures.await("a line", () -> server.hasLogged("Task of the event loop failed: "));
    }
  }

  @Test
  void shouldLoseOnlyTheClientThatCannotBeTakenIn() throws IOException {
    try (EchoServer server = new EchoServer(kind).start();
        Peer before = new Peer(server.port())) {
      before.send(PING).expect("+PONG\r\n");
      server.handler.outOfHeapAtConnect = true;
      try (Peer lost = new Peer(server.port())) {
        assertThat(lost.rest()).isEmpty();
      }
      try (Peer after = new Peer(server.port())) {
        after.send(PING).expect("+PONG\r\n");
      }
      before.send(PING).expect("+PONG\r\n");
      assertThat(server.hasLogged("Accepting client connection: internal error: ")).isTrue();
      Fixtures.await("connections", () -> server.ask(server.loop::connections) == 1);
      assertThat(server.ask(server.registry::count)).isEqualTo(1);
    }
  }
}
