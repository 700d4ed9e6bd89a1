package dev.muninn.tracepoint.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** All providers bound in this process, in the order of binding. */
public final class Bindings {
  private static final List<ProviderBinding> ALL = new ArrayList<>();
  private static final List<Consumer<ProviderBinding>> OBSERVERS = new ArrayList<>();

  private Bindings() {}

  static synchronized void add(ProviderBinding binding) {
    ALL.add(binding);
    OBSERVERS.forEach(observer -> observer.accept(binding));
  }

  /** Those bound so far. */
  public static synchronized List<ProviderBinding> all() {
    return List.copyOf(ALL);
  }

  /**
   * Tells of every binding once: those there are at once, later ones when they are bound.
   *
   * @param observer called by whatever thread binds; must return quickly
   */
  public static synchronized void observe(Consumer<ProviderBinding> observer) {
    OBSERVERS.add(observer);
    ALL.forEach(observer);
  }
}
