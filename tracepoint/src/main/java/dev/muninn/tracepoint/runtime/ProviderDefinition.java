package dev.muninn.tracepoint.runtime;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A provider: a named group of events.
 *
 * @param name a C identifier of at most 127 characters, unique in the process
 * @param doc what the events are about; may be empty
 * @param events 1 to {@value #MAX_EVENTS}, in the order of their cells
 * @param byName whether listeners inside the process have the events only when they name the
 *     provider
 */
public record ProviderDefinition(
    String name, String doc, List<EventDefinition> events, boolean byName) {
  /** Far above any provider we know; bounds the generated object. */
  public static final int MAX_EVENTS = 1024;

  public ProviderDefinition {
    Names.requireIdentifier("provider", name);
    events = List.copyOf(events);
    if (events.isEmpty() || events.size() > MAX_EVENTS) {
      throw new IllegalArgumentException(
          "number of events: provider=" + name + " events=" + events.size());
    }
    Set<String> names = new HashSet<>();
    for (EventDefinition event : events) {
      if (!names.add(event.name())) {
        throw new IllegalArgumentException(
            "event defined twice: provider=" + name + " event=" + event.name());
      }
    }
  }

  /** A provider whose events a wildcard switches on too. */
  public ProviderDefinition(String name, String doc, List<EventDefinition> events) {
    this(name, doc, events, false);
  }
}
