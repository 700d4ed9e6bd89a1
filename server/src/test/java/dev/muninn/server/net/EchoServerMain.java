package dev.muninn.server.net;

import dev.muninn.server.client.ClientRegistry;
import dev.muninn.server.client.OutputLimits;
import dev.muninn.server.clock.CachedClock;
import dev.muninn.server.clock.Clock;
import dev.muninn.server.resp.ReplyPool;
import dev.muninn.server.resp.RequestLimits;
import dev.muninn.server.store.Memory;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** The loop and {@link EchoHandler} for measuring by redis-benchmark: {@code nio|epoll port}. */
final class EchoServerMain {
  private EchoServerMain() {}

  public static void main(String[] args) throws IOException {
    Memory memory = new Memory();
    ClientRegistry registry =
        new ClientRegistry(
            new ReplyPool(memory),
            new RequestLimits(),
            new OutputLimits(),
            error -> {},
            client -> {});
    NetLog log =
        new NetLog() {
          @Override
          public boolean isLogged(Level level) {
            return level.compareTo(Level.NOTICE) >= 0;
          }

          @Override
          public void log(Level level, String line) {
            System.err.println(line);
          }
        };
    try (EventLoop loop =
        new EventLoop(
            IoTransport.valueOf(args[0].toUpperCase(Locale.ROOT))
                .open(line -> System.err.println(line)),
            memory,
            new CachedClock(Clock.SYSTEM),
            registry,
            new TestSettings(),
            new EchoHandler(),
            new LoopHooks() {},
            log)) {
      loop.bindTcp(List.of("127.0.0.1"), Integer.parseInt(args[1]));
      System.out.println("port=" + loop.port() + " transport=" + loop.transport());
      loop.run();
    }
  }
}
