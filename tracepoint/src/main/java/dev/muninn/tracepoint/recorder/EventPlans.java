package dev.muninn.tracepoint.recorder;

import dev.muninn.tracepoint.filter.Glob;
import dev.muninn.tracepoint.runtime.EventDefinition;
import dev.muninn.tracepoint.runtime.ProviderBinding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a session does with each event, derived from its rules. Changed under the recorder's lock of
 * rules; firing threads read {@link #of} without one.
 *
 * <p>A change costs a look at every event for each pattern of the change, and a new plan for those
 * events alone that it is about: not more because there are many rules already.
 *
 * <p>An event's word can show a session's bit a moment longer than the session wants the event, so
 * what a firing thread does is decided by the plan alone; an event gets one only when the metadata
 * has it.
 */
final class EventPlans {
  /** Patterns a session has at most: those of rules, of their exclusions, and disabled ones. */
  static final int MAX_PATTERNS = 1000;

  private static final EventPlan[] NOTHING = {};

  /** An event that is or was recorded: it is in the metadata from then on. */
  record Known(String name, EventDefinition definition, int sampling) {}

  /** A pattern that was disabled: rules made before it are not about what it matches. */
  record Disabled(String pattern, Glob glob, long order) {}

  record ReadyTrigger(EventTrigger trigger, ReadyRule rule) {}

  /** Everything as it was. */
  record Saved(
      Map<EventRule, ReadyRule> rules,
      Map<String, Disabled> disabled,
      List<ReadyTrigger> alarms,
      SortedMap<Integer, Known> known,
      boolean undescribed) {}

  private final Triggers triggers;

  /** By {@link ReadyRule#key}, the oldest first. */
  private final Map<EventRule, ReadyRule> rules = new LinkedHashMap<>();

  /** By pattern, the oldest first. */
  private final Map<String, Disabled> disabled = new LinkedHashMap<>();

  private final List<ReadyTrigger> alarms = new ArrayList<>();
  private final List<PlannedEvent> events = new ArrayList<>();
  private final SortedMap<Integer, Known> known = new TreeMap<>();
  private final SampleCounters counters = new SampleCounters();
  private int bindingsSeen;
  private long order;
  private boolean undescribed;
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
    return new Saved(
        new LinkedHashMap<>(rules),
        new LinkedHashMap<>(disabled),
        List.copyOf(alarms),
        known(),
        undescribed);
  }

  /** Takes a change back. */
  void restore(Saved saved) {
    rules.clear();
    rules.putAll(saved.rules());
    disabled.clear();
    disabled.putAll(saved.disabled());
    alarms.clear();
    alarms.addAll(saved.alarms());
    for (PlannedEvent event : events) {
      event.forgetRules(counters);
      event.forgetTriggers();
      match(event);
    }
    known.clear();
    known.putAll(saved.known());
    undescribed = saved.undescribed();
  }

  /** The rules, each with what was disabled after it among its exclusions. */
  List<EventRule> rules() {
    List<EventRule> all = new ArrayList<>();
    for (ReadyRule ready : rules.values()) {
      EventRule rule = ready.rule();
      Set<String> excludes = new LinkedHashSet<>(rule.excludes());
      for (Disabled entry : disabled.values()) {
        if (entry.order() > ready.order()) {
          excludes.add(entry.pattern());
        }
      }
      all.add(
          new EventRule(rule.pattern(), rule.filter(), rule.sampleEvery(), List.copyOf(excludes)));
    }
    return all;
  }

  List<EventTrigger> triggers() {
    return alarms.stream().map(ReadyTrigger::trigger).toList();
  }

  /** All events that are or were recorded, by id. */
  SortedMap<Integer, Known> known() {
    return new TreeMap<>(known);
  }

  /** Whether an event became known, or its sampling changed, since {@link #described}. */
  boolean undescribed() {
    return undescribed;
  }

  /** The metadata tells all that is known. */
  void described() {
    undescribed = false;
  }

  /** Takes the events of providers bound since the last time; all there are at first. */
  void see(List<ProviderBinding> bindings) {
    for (; bindingsSeen < bindings.size(); bindingsSeen++) {
      ProviderBinding binding = bindings.get(bindingsSeen);
      for (int i = 0; i < binding.definition().events().size(); i++) {
        PlannedEvent event = new PlannedEvent(binding, i);
        events.add(event);
        match(event);
      }
    }
  }

  /** Gives an event without any the rules and triggers that are about it. */
  private void match(PlannedEvent event) {
    long disabledAt = -1;
    for (Disabled entry : disabled.values()) {
      if (event.matches(entry.glob())) {
        disabledAt = entry.order();
      }
    }
    for (ReadyRule rule : rules.values()) {
      PayloadFilter filter = rule.order() > disabledAt ? filter(rule, event) : null;
      if (filter != null) {
        event.wish(rule, filter, counters);
      }
    }
    for (ReadyTrigger alarm : alarms) {
      PayloadFilter filter = filter(alarm.rule(), event);
      if (filter != null) {
        event.look(alarm.trigger(), filter);
      }
    }
    replan(event);
  }

  /** The filter of a rule that is about an event; as with LTTng, none where it does not fit. */
  private static @Nullable PayloadFilter filter(ReadyRule rule, PlannedEvent event) {
    try {
      return rule.covers(event) ? rule.filter(event.definition()) : null;
    } catch (RecorderException e) {
      return null;
    }
  }

  private void replan(PlannedEvent event) {
    event.replan(triggers);
    EventPlan plan = event.plan();
    if (plan != null && plan.sampling() > 0) {
      Known entry = new Known(event.name(), event.definition(), plan.sampling());
      undescribed |= !entry.equals(known.put(event.id(), entry));
    }
  }

  private int patterns() {
    return disabled.size() + rules.values().stream().mapToInt(ReadyRule::patterns).sum();
  }

  private void requireRoom(int more) throws RecorderException {
    int all = patterns() + more;
    if (all > MAX_PATTERNS) {
      throw new RecorderException(
          "too many event patterns in the session: patterns=" + all + " max=" + MAX_PATTERNS);
    }
  }

  /**
   * Adds rules, all of them or none; each replaces the one that differs in its sampling alone.
   *
   * @return how many events of the providers there are match and can take the filter, counted for
   *     each rule
   * @throws RecorderException if a filter cannot be read, no event that matches can take it, or
   *     there are too many patterns
   */
  int add(List<EventRule> added, List<ProviderBinding> bindings) throws RecorderException {
    see(bindings);
    List<ReadyRule> ready = new ArrayList<>();
    int more = 0;
    for (EventRule rule : added) {
      ReadyRule next = new ReadyRule(rule, order++);
      ready.add(next);
      more += rules.containsKey(next.key()) ? 0 : next.patterns();
    }
    requireRoom(more);
    List<Map<PlannedEvent, PayloadFilter>> matches = new ArrayList<>();
    for (ReadyRule rule : ready) {
      matches.add(matches(rule));
    }
    Set<PlannedEvent> changed = new LinkedHashSet<>();
    int count = 0;
    for (int i = 0; i < ready.size(); i++) {
      ReadyRule rule = ready.get(i);
      ReadyRule old = rules.remove(rule.key());
      if (old != null) {
        events.forEach(event -> event.forget(old, counters));
      }
      rules.put(rule.key(), rule);
      matches.get(i).forEach((event, filter) -> event.wish(rule, filter, counters));
      changed.addAll(matches.get(i).keySet());
      count += matches.get(i).size();
    }
    changed.forEach(this::replan);
    return count;
  }

  /** Adds a trigger; as {@link #add}. */
  int add(EventTrigger trigger, List<ProviderBinding> bindings) throws RecorderException {
    see(bindings);
    ReadyTrigger alarm = new ReadyTrigger(trigger, new ReadyRule(trigger.rule(), order++));
    Map<PlannedEvent, PayloadFilter> matches = matches(alarm.rule());
    alarms.add(alarm);
    matches.forEach(
        (event, filter) -> {
          event.look(trigger, filter);
          replan(event);
        });
    return matches.size();
  }

  void clearTriggers() {
    alarms.clear();
    for (PlannedEvent event : events) {
      event.forgetTriggers();
      replan(event);
    }
  }

  /** The events a rule is about, and its filter for each. */
  private Map<PlannedEvent, PayloadFilter> matches(ReadyRule rule) throws RecorderException {
    RecorderException refusal = null;
    Map<PlannedEvent, PayloadFilter> matches = new LinkedHashMap<>();
    for (PlannedEvent event : events) {
      if (rule.covers(event)) {
        try {
          matches.put(event, rule.filter(event.definition()));
        } catch (RecorderException e) {
          refusal = e;
        }
      }
    }
    if (matches.isEmpty() && refusal != null) {
      throw refusal;
    }
    return matches;
  }

  /**
   * Takes events out of the rules: those whose pattern the given one covers go, the others exclude
   * it from now on.
   *
   * @return how many events of the providers there are were recorded and match
   * @throws RecorderException if there are too many patterns
   */
  int remove(String pattern, List<ProviderBinding> bindings) throws RecorderException {
    see(bindings);
    Glob glob = Glob.of(pattern);
    boolean allGo = rules.values().stream().allMatch(rule -> glob.matches(rule.rule().pattern()));
    if (!allGo && !disabled.containsKey(pattern)) {
      requireRoom(1);
    }
    int count = 0;
    for (PlannedEvent event : events) {
      if (event.matches(glob)) {
        EventPlan plan = event.plan();
        count += plan != null && plan.sampling() > 0 ? 1 : 0;
        event.forgetRules(counters);
        replan(event);
      }
    }
    rules.values().removeIf(rule -> glob.matches(rule.rule().pattern()));
    disabled.remove(pattern);
    disabled.put(pattern, new Disabled(pattern, glob, order++));
    long oldest = allGo ? order : rules.values().iterator().next().order();
    disabled.values().removeIf(entry -> entry.order() < oldest);
    return count;
  }

  /** Lets firing threads follow the plans, once the metadata tells of all their events. */
  void publish() {
    int size = events.stream().mapToInt(event -> event.id() + 1).max().orElse(0);
    @Nullable EventPlan[] all = new EventPlan[size];
    events.forEach(event -> all[event.id()] = event.plan());
    if (!closed) {
      plans = all;
    }
  }
}
