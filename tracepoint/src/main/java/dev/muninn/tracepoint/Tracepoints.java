package dev.muninn.tracepoint;

import dev.muninn.tracepoint.jfr.JfrListener;
import dev.muninn.tracepoint.lttng.LttngListener;
import dev.muninn.tracepoint.runtime.Bindings;
import dev.muninn.tracepoint.runtime.EventDefinition;
import dev.muninn.tracepoint.runtime.ListenerKind;
import dev.muninn.tracepoint.runtime.ListenerThread;
import dev.muninn.tracepoint.runtime.ProviderBinding;
import dev.muninn.tracepoint.runtime.ProviderDefinition;
import dev.muninn.tracepoint.runtime.UsdtListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** All tracepoints of the process: starting their listeners, listing them. */
public final class Tracepoints {
  private static final ListenerThread LISTENERS =
      new ListenerThread(List.of(new UsdtListener(), new LttngListener(), new JfrListener()));

  private Tracepoints() {}

  /**
   * An event and who listens to it now.
   *
   * @param definition its name and fields
   * @param listeners those that want it
   */
  public record EventState(EventDefinition definition, Set<ListenerKind> listeners) {
    public EventState {
      listeners = Set.copyOf(listeners);
    }
  }

  /**
   * A provider and its events.
   *
   * @param definition its name and doc
   * @param events in the order of definition
   * @param probes what its USDT probes are made of on the running kernel, and what a hit of a
   *     tracer then is: {@code 5-byte nop, a hit is a call}; empty where there are none
   */
  public record ProviderState(
      ProviderDefinition definition, List<EventState> events, String probes) {
    public ProviderState {
      events = List.copyOf(events);
    }
  }

  /**
   * Whether a listener can be used.
   *
   * @param available whether events can leave this way
   * @param detail why not, in one line; empty where it is available
   */
  public record ListenerStatus(ListenerKind kind, boolean available, String detail) {
    @Override
    public String toString() {
      return kind.title() + ": " + (available ? "available" : detail);
    }
  }

  /**
   * Starts the listeners in a daemon thread, since some take their time (loading liblttng-ust 13 to
   * 30 ms, 3 s where its session daemon hangs). Providers bound before or after are made known to
   * them. A second call does nothing.
   *
   * @param log receives one line for each listener that is off, and why
   */
  public static void startListeners(Consumer<String> log) {
    if (ProviderBinding.PRESENT) {
      LISTENERS.start(log);
    } else {
      log.accept("tracepoints are off: muninn.tracepoints=off");
    }
  }

  /**
   * Waits until all listeners have been started and know every provider bound so far.
   *
   * @return whether they do before the time is over; at once true where tracepoints are off
   */
  public static boolean awaitListeners(Duration limit) throws InterruptedException {
    return !ProviderBinding.PRESENT || LISTENERS.await(limit);
  }

  /** Every listener and whether it can be used. */
  public static List<ListenerStatus> status() {
    List<ListenerStatus> result = new ArrayList<>();
    for (ListenerKind kind : LISTENERS.kinds()) {
      String problem =
          ProviderBinding.PRESENT ? LISTENERS.problem(kind) : "off: muninn.tracepoints=off";
      result.add(new ListenerStatus(kind, problem.isEmpty(), problem));
    }
    // Part of the library, it needs no start.
    String off = ProviderBinding.PRESENT ? "" : "off: muninn.tracepoints=off";
    result.add(new ListenerStatus(ListenerKind.RECORDER, off.isEmpty(), off));
    return result;
  }

  /** Every provider bound so far, its events, and who listens to each. */
  public static List<ProviderState> list() {
    List<ProviderState> result = new ArrayList<>();
    for (ProviderBinding binding : Bindings.all()) {
      List<EventState> events = new ArrayList<>();
      List<EventDefinition> definitions = binding.definition().events();
      for (int i = 0; i < definitions.size(); i++) {
        long word = binding.word(i);
        Set<ListenerKind> on = EnumSet.noneOf(ListenerKind.class);
        for (ListenerKind kind : ListenerKind.values()) {
          if (kind.on(word)) {
            on.add(kind);
          }
        }
        events.add(new EventState(definitions.get(i), on));
      }
      result.add(new ProviderState(binding.definition(), events, binding.probeText()));
    }
    return result;
  }
}
