package dev.muninn.tracepoint.recorder;

import dev.muninn.tracepoint.filter.Filter;
import dev.muninn.tracepoint.filter.FilterException;
import dev.muninn.tracepoint.runtime.EventDefinition;
import dev.muninn.tracepoint.runtime.ProviderBinding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a session does with each event, derived from its rules. Changed under the recorder's lock of
 * rules; firing threads read {@link #of} without one.
 *
 * <p>An event's word can show a session's bit a moment longer than the session wants the event, so
 * what a firing thread does is decided by the plan alone; an event gets one only when the metadata
 * has it.
 */
final class EventPlans {
  private static final EventPlan[] NOTHING = {};

  /** An event that is or was recorded: it is in the metadata from then on. */
  record Known(String name, EventDefinition definition, int sampling) {}

  record ParsedRule(EventRule rule, @Nullable Filter filter) {}

  record ParsedTrigger(EventTrigger trigger, @Nullable Filter filter) {}

  /** Rules and events as they were. */
  record Saved(
      List<ParsedRule> rules, List<ParsedTrigger> alarms, SortedMap<Integer, Known> known) {}

  private record CounterKey(EventRule rule, int id) {}

  private final Triggers triggers;
  private final List<ParsedRule> rules = new ArrayList<>();
  private final List<ParsedTrigger> alarms = new ArrayList<>();
  private final SortedMap<Integer, Known> known = new TreeMap<>();
  private final Map<CounterKey, Integer> counters = new HashMap<>();
  private volatile @Nullable EventPlan[] plans = NOTHING;
  private volatile boolean closed;

  EventPlans(Triggers triggers) {
    this.triggers = triggers;
  }

  /** The plan for an event; null where the session does not want it. */
  @Nullable EventPlan of(int id) {
    @Nullable EventPlan[] all = plans;
    return id < all.length ? all[id] : null;
  }

  /** Ends all recording. */
  void close() {
    closed = true;
    plans = NOTHING;
  }

  boolean closed() {
    return closed;
  }

  /** For {@link #restore}. */
  Saved save() {
    return new Saved(List.copyOf(rules), List.copyOf(alarms), known());
  }

  /** Takes a change back. */
  void restore(Saved saved) {
    rules.clear();
    rules.addAll(saved.rules());
    alarms.clear();
    alarms.addAll(saved.alarms());
    known.clear();
    known.putAll(saved.known());
  }

  List<EventRule> rules() {
    return rules.stream().map(ParsedRule::rule).toList();
  }

  List<EventTrigger> triggers() {
    return alarms.stream().map(ParsedTrigger::trigger).toList();
  }

  /** All events that are or were recorded, by id. */
  SortedMap<Integer, Known> known() {
    return new TreeMap<>(known);
  }

  /**
   * Adds a rule, or replaces the one that differs in its sampling alone.
   *
   * @return how many events of the providers there are match and can take the filter
   * @throws RecorderException if the filter cannot be read, or no event that matches can take it
   */
  int add(EventRule rule, List<ProviderBinding> bindings) throws RecorderException {
    ParsedRule parsed = new ParsedRule(rule, parse(rule.filter()));
    int count = countMatches(rule, parsed.filter(), bindings);
    rules.removeIf(
        old ->
            old.rule().pattern().equals(rule.pattern())
                && old.rule().filter().equals(rule.filter())
                && old.rule().excludes().equals(rule.excludes()));
    rules.add(parsed);
    return count;
  }

  /** Adds a trigger; as {@link #add}. */
  int add(EventTrigger trigger, List<ProviderBinding> bindings) throws RecorderException {
    ParsedTrigger parsed = new ParsedTrigger(trigger, parse(trigger.rule().filter()));
    int count = countMatches(trigger.rule(), parsed.filter(), bindings);
    alarms.add(parsed);
    return count;
  }

  void clearTriggers() {
    alarms.clear();
  }

  private static @Nullable Filter parse(String filter) throws RecorderException {
    try {
      return filter.isEmpty() ? null : Filter.parse(filter);
    } catch (FilterException e) {
      throw new RecorderException(String.valueOf(e.getMessage()), e);
    }
  }

  private static int countMatches(
      EventRule rule, @Nullable Filter filter, List<ProviderBinding> bindings)
      throws RecorderException {
    RecorderException refusal = null;
    int count = 0;
    for (ProviderBinding binding : bindings) {
      for (EventDefinition event : binding.definition().events()) {
        if (covers(rule, binding, event)) {
          try {
            compile(filter, event);
            count++;
          } catch (RecorderException e) {
            refusal = e;
          }
        }
      }
    }
    if (count == 0 && refusal != null) {
      throw refusal;
    }
    return count;
  }

  private static boolean covers(EventRule rule, ProviderBinding binding, EventDefinition event) {
    return rule.covers(binding.definition().name(), binding.definition().byName(), event.name());
  }

  private static PayloadFilter compile(@Nullable Filter filter, EventDefinition event)
      throws RecorderException {
    return filter == null ? PayloadFilter.NONE : PayloadFilter.compile(filter, event);
  }

  /**
   * Takes events out of the rules: those whose pattern the given one covers go, the others exclude
   * it from now on.
   *
   * @return how many events of the providers there are were recorded and match
   */
  int remove(String pattern, List<ProviderBinding> bindings) {
    int count = 0;
    for (ProviderBinding binding : bindings) {
      List<EventDefinition> events = binding.definition().events();
      for (int i = 0; i < events.size(); i++) {
        EventPlan plan = of(binding.id(i));
        String name = binding.definition().name() + ":" + events.get(i).name();
        if (plan != null && plan.sampling() > 0 && EventPattern.matches(pattern, name)) {
          count++;
        }
      }
    }
    rules.removeIf(rule -> EventPattern.matches(pattern, rule.rule().pattern()));
    rules.replaceAll(
        parsed -> {
          EventRule rule = parsed.rule();
          List<String> excludes = new ArrayList<>(rule.excludes());
          if (excludes.contains(pattern)) {
            return parsed;
          }
          excludes.add(pattern);
          return new ParsedRule(
              new EventRule(rule.pattern(), rule.filter(), rule.sampleEvery(), excludes),
              parsed.filter());
        });
    return count;
  }

  /**
   * Derives the plans of a provider's events. They hold only once {@link #publish} is called, after
   * the metadata has been told.
   *
   * @param next the plans to be, by id
   * @return whether an event became known or its sampling changed
   */
  boolean derive(ProviderBinding binding, Map<Integer, EventPlan> next) {
    boolean changed = false;
    List<EventDefinition> events = binding.definition().events();
    for (int i = 0; i < events.size(); i++) {
      int id = binding.id(i);
      EventPlan plan = plan(binding, events.get(i), id);
      if (plan != null) {
        next.put(id, plan);
        if (plan.sampling() > 0) {
          String name = binding.definition().name() + ":" + events.get(i).name();
          Known entry = new Known(name, events.get(i), plan.sampling());
          changed |= !entry.equals(known.put(id, entry));
        }
      }
    }
    return changed;
  }

  private @Nullable EventPlan plan(ProviderBinding binding, EventDefinition event, int id) {
    List<EventPlan.Way> ways = new ArrayList<>();
    boolean all = false;
    for (ParsedRule parsed : rules) {
      EventRule rule = parsed.rule();
      if (!covers(rule, binding, event)) {
        continue;
      }
      try {
        PayloadFilter filter = compile(parsed.filter(), event);
        all |= filter == PayloadFilter.NONE && rule.sampleEvery() == 1;
        ways.add(new EventPlan.Way(filter, rule.sampleEvery(), counter(rule, id)));
      } catch (RecorderException e) {
        // As with LTTng, an event that the filter does not fit is not recorded.
      }
    }
    List<EventPlan.Alarm> looking = new ArrayList<>();
    for (ParsedTrigger parsed : alarms) {
      if (!covers(parsed.trigger().rule(), binding, event)) {
        continue;
      }
      try {
        looking.add(
            new EventPlan.Alarm(
                compile(parsed.filter(), event), triggers, parsed.trigger(), event.name()));
      } catch (RecorderException e) {
        // It cannot set the trigger off either.
      }
    }
    if (ways.isEmpty() && looking.isEmpty()) {
      return null;
    }
    return all && looking.isEmpty() ? EventPlan.ALL : new EventPlan(ways, looking);
  }

  /** Each use of sampling has a count of its own in every thread; 0 is shared by all without. */
  private int counter(EventRule rule, int id) {
    return rule.sampleEvery() == 1
        ? 0
        : counters.computeIfAbsent(new CounterKey(rule, id), key -> counters.size());
  }

  /** Lets firing threads follow the plans. */
  void publish(Map<Integer, EventPlan> next) {
    int size = next.keySet().stream().mapToInt(id -> id + 1).max().orElse(0);
    @Nullable EventPlan[] all = new EventPlan[size];
    Arrays.setAll(all, next::get);
    if (!closed) {
      plans = all;
    }
  }
}
