package dev.muninn.server.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.server.client.ClientRegistry;
import dev.muninn.server.client.OutputLimits;
import dev.muninn.server.clock.CachedClock;
import dev.muninn.server.clock.Clock;
import dev.muninn.server.resp.ReplyPool;
import dev.muninn.server.resp.RequestLimits;
import dev.muninn.server.store.Memory;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An event loop with {@link EchoHandler} on a thread of its own. */
final class EchoServer implements AutoCloseable {
  final TestSettings settings = new TestSettings();
  final RequestLimits requestLimits = new RequestLimits();
  final OutputLimits outputLimits = new OutputLimits();
  final EchoHandler handler = new EchoHandler();
  final ConcurrentLinkedQueue<String> logged = new ConcurrentLinkedQueue<>();
  final Memory memory = new Memory();
  final ClientRegistry registry;
  final EventLoop loop;
  private final ReplyPool pool;
  private final Thread thread;
  private @Nullable Throwable failure;

  EchoServer(IoTransport kind) throws IOException {
    this(kind, new LoopHooks() {});
  }

  EchoServer(IoTransport kind, LoopHooks hooks) throws IOException {
    pool = new ReplyPool(memory);
    registry =
        new ClientRegistry(
            pool,
            requestLimits,
            outputLimits,
            error -> {},
            client -> logged.add("output limit: " + client));
    NetLog log =
        new NetLog() {
          @Override
          public boolean isLogged(Level level) {
            return level != Level.DEBUG;
          }

          @Override
          public void log(Level level, String line) {
            logged.add(level + " " + line);
          }
        };
    loop =
        new EventLoop(
            Fixtures.open(kind),
            memory,
            new CachedClock(Clock.SYSTEM),
            registry,
            settings,
            handler,
            hooks,
            log);
    loop.bindTcp(List.of("127.0.0.1"), 0);
    thread = Thread.ofPlatform().name("loop-" + kind.directive()).unstarted(this::run);
  }

  EchoServer start() {
    thread.start();
    return this;
  }

  private void run() {
    try {
      loop.run();
    } catch (IOException | RuntimeException | Error e) {
      failure = e;
    }
  }

  int port() {
    return loop.port();
  }

  /** What {@code question} says on the loop's thread. */
  <T> T ask(Supplier<T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    loop.execute(() -> answer.complete(question.get()));
    return answer.orTimeout(20, TimeUnit.SECONDS).join();
  }

  /** Bytes of store memory in use. */
  long used() {
    return ask(
        () -> {
          pool.close();
          return memory.used();
        });
  }

  boolean hasLogged(String part) {
    return logged.stream().anyMatch(l -> l.contains(part));
  }

  @Override
  public void close() {
    if (thread.getState() == Thread.State.NEW) {
      loop.close();
    } else {
      loop.stop();
      try {
        thread.join(20_000);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    pool.close();
    long leaked = memory.used();
    memory.close();
    assertThat(failure).isNull();
    assertThat(leaked).as("bytes not given back").isZero();
  }
}
