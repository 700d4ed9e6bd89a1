package dev.muninn.cli.signal;

import java.lang.reflect.Proxy;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets the program end by itself, and so with status 0, when it gets SIGTERM or SIGINT; the JVM
 * left alone would end with 143 or 130. The class that takes signals, {@code sun.misc.Signal}, is
 * not for compilers to see, hence found by reflection; without it the JVM's way holds.
 *
 * <p>Reflection takes tens of milliseconds in a fresh JVM, so it is done on a thread beside the
 * start of the server.
 */
public final class StopSignals {
  private static final String[] NAMES = {"TERM", "INT"};

  private final Thread installing = new Thread(this::install, "signals");
  private volatile @Nullable Consumer<String> stop;

  private StopSignals() {}

  /** Begins to take the signals; until {@link #await} one ends the program at once. */
  public static StopSignals begin() {
    StopSignals signals = new StopSignals();
    signals.installing.setDaemon(true);
    signals.installing.start();
    return signals;
  }

  /** From now on each signal runs {@code action}, on a thread of its own, with its name. */
  public void await(Consumer<String> action) {
    stop = action;
    try {
      installing.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void received(String name) {
    Consumer<String> action = stop;
    if (action == null) {
      System.exit(0);
    } else {
      action.accept(name);
    }
  }

  private void install() {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              StopSignals.class.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, args) -> {
                if (method.getName().equals("handle")) {
                  received(String.valueOf(args[0])); // "SIGTERM"
                }
                return null;
              });
      for (String name : NAMES) {
        signal
            .getMethod("handle", signal, handler)
            .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
      }
    } catch (ReflectiveOperationException e) {
      // The shutdown hook stops the server all the same.
    }
  }
}
