package dev.muninn.tracepoint.runtime;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The background thread that starts listeners and makes providers known to them, so that no slow
 * library and no hanging daemon holds up the program.
 */
public final class ListenerThread {
  private static final String NOT_STARTED = "not started";

  private final List<Listener> listeners;
  private final LinkedBlockingQueue<Runnable> work = new LinkedBlockingQueue<>();
  private final Map<ListenerKind, String> problems = new EnumMap<>(ListenerKind.class);
  private @Nullable Thread thread;

  /** Takes the listeners in the order they are to be started. */
  public ListenerThread(List<Listener> listeners) {
    this.listeners = List.copyOf(listeners);
    this.listeners.forEach(listener -> setProblem(listener.kind(), NOT_STARTED));
  }

  /**
   * Starts the thread, once.
   *
   * @param log receives one line for each listener that is off
   */
  public synchronized void start(Consumer<String> log) {
    if (thread != null) {
      return;
    }
    work.add(() -> listeners.forEach(listener -> startOne(listener, log)));
    Bindings.observe(
        binding ->
            work.add(() -> listeners.forEach(listener -> registerOne(listener, binding, log))));
    thread = new Thread(this::run, "muninn-tracepoint");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      while (true) {
        work.take().run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void startOne(Listener listener, Consumer<String> log) {
    try {
      listener.start();
      setProblem(listener.kind(), "");
    } catch (Listener.UnavailableException | RuntimeException | LinkageError e) {
      setProblem(listener.kind(), String.valueOf(e.getMessage()));
      log.accept(listener.kind().title() + ": " + e.getMessage());
    }
  }

  private void registerOne(Listener listener, ProviderBinding binding, Consumer<String> log) {
    if (!problem(listener.kind()).isEmpty()) {
      return;
    }
    try {
      listener.register(binding);
    } catch (Listener.UnavailableException | RuntimeException | LinkageError e) {
      log.accept(
          listener.kind().title()
              + ": provider="
              + binding.definition().name()
              + ": "
              + e.getMessage());
    }
  }

  /**
   * Waits until what is in the queue now has been done.
   *
   * @return whether it was before the time was over; false where the thread was not started
   */
  public boolean await(Duration limit) throws InterruptedException {
    synchronized (this) {
      if (thread == null) {
        return false;
      }
    }
    CountDownLatch done = new CountDownLatch(1);
    work.add(done::countDown);
    return done.await(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** The listeners there are. */
  public List<ListenerKind> kinds() {
    return listeners.stream().map(Listener::kind).toList();
  }

  /** Why a listener is off; empty where it is on. */
  public String problem(ListenerKind kind) {
    synchronized (problems) {
      return problems.getOrDefault(kind, NOT_STARTED);
    }
  }

  private void setProblem(ListenerKind kind, String problem) {
    synchronized (problems) {
      problems.put(kind, problem);
    }
  }
}
