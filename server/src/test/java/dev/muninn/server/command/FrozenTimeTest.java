package dev.muninn.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.server.keyspace.ExpiryObserver;
import dev.muninn.server.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Time within a command. */
class FrozenTimeTest {
  private final TestServer server = new TestServer();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void shouldStandStillWhileExpiryIsMeasured() {
    List<Long> durations = new ArrayList<>();
    server.keyspace().observe(new Watcher(durations));
    server.call("set", "first", "1", "pxat", Long.toString(TestServer.START + 10));
    server.call("set", "second", "1", "pxat", Long.toString(TestServer.START + 102));
    server.advance(100);
    server.advanceAtEachReading(1);
    // To delete the first key takes 1 ms by the clock, after which the second would be over.
    assertThat(server.call("exists", "first", "second", "second")).isEqualTo(":2\r\n");
    assertThat(durations).containsExactly(1000L);
    assertThat(server.call("exists", "second")).isEqualTo(":0\r\n");
  }

  private record Watcher(List<Long> durations) implements ExpiryObserver {
    @Override
    public boolean enabled() {
      return true;
    }

    @Override
    public void expireDelEntry() {}

    @Override
    public void expireDel(long micros) {
      durations.add(micros);
    }

    @Override
    public void expireCycleEntry() {}

    @Override
    public void expireCycle(long micros) {}

    @Override
    public void expireCycleFieldsEntry() {}

    @Override
    public void expireCycleFields(long micros) {}

    @Override
    public void expireCycleKeysEntry() {}

    @Override
    public void expireCycleKeys(long micros) {}
  }
}
