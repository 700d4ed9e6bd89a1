package dev.muninn.tracepoint.recorder;

import dev.muninn.tracepoint.filter.Glob;
import dev.muninn.tracepoint.runtime.EventDefinition;
import dev.muninn.tracepoint.runtime.ProviderBinding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An event, the rules and triggers of one session that are about it, and the plan they make. */
final class PlannedEvent {
  private final ProviderBinding binding;
  private final EventDefinition definition;
  private final int id;
  private final String name;
  private final byte[] utf8;
  private final List<Wish> wishes = new ArrayList<>();
  private final List<Look> looks = new ArrayList<>();
  private @Nullable EventPlan plan;

  /**
   * A rule that records it.
   *
   * @param counter which of a thread's counts is for its sampling; 0 where all are recorded
   */
  private record Wish(ReadyRule rule, PayloadFilter filter, int counter) {}

  /** A trigger that looks at it. */
  private record Look(EventTrigger trigger, PayloadFilter filter) {}

  PlannedEvent(ProviderBinding binding, int index) {
    this.binding = binding;
    definition = binding.definition().events().get(index);
    id = binding.id(index);
    name = binding.definition().name() + ":" + definition.name();
    utf8 = name.getBytes(StandardCharsets.UTF_8);
  }

  int id() {
    return id;
  }

  /** {@code provider:event}. */
  String name() {
    return name;
  }

  EventDefinition definition() {
    return definition;
  }

  boolean matches(Glob pattern) {
    return pattern.matches(utf8, 0, utf8.length);
  }

  /** Whether a pattern may match at all: some providers want to be named in full. */
  boolean named(String pattern) {
    return !binding.definition().byName()
        || EventPattern.namesProvider(pattern, binding.definition().name());
  }

  /** Makes a rule one of its own, which {@link #replan} heeds. */
  void wish(ReadyRule rule, PayloadFilter filter, SampleCounters counters) {
    int every = rule.rule().sampleEvery();
    wishes.add(new Wish(rule, filter, every == 1 ? 0 : counters.take()));
  }

  /** Takes a rule out. */
  void forget(ReadyRule rule, SampleCounters counters) {
    for (Wish wish : wishes) {
      if (wish.rule() == rule) {
        counters.giveBack(wish.counter());
      }
    }
    wishes.removeIf(wish -> wish.rule() == rule);
  }

  /** Takes all rules out. */
  void forgetRules(SampleCounters counters) {
    wishes.forEach(wish -> counters.giveBack(wish.counter()));
    wishes.clear();
  }

  void look(EventTrigger trigger, PayloadFilter filter) {
    looks.add(new Look(trigger, filter));
  }

  void forgetTriggers() {
    looks.clear();
  }

  /** What is to be done with it; null where nothing is. */
  @Nullable EventPlan plan() {
    return plan;
  }

  /** Makes the plan anew. */
  void replan(Triggers triggers) {
    boolean all =
        wishes.stream()
            .anyMatch(w -> w.filter() == PayloadFilter.NONE && w.rule().rule().sampleEvery() == 1);
    if (wishes.isEmpty() && looks.isEmpty()) {
      plan = null;
    } else if (all && looks.isEmpty()) {
      plan = EventPlan.ALL;
    } else {
      plan = new EventPlan(all ? List.of(everyOne()) : ways(), alarms(triggers));
    }
  }

  private static EventPlan.Way everyOne() {
    return new EventPlan.Way(PayloadFilter.NONE, 1, 0);
  }

  /** A filter that several rules have is asked once. */
  private List<EventPlan.Way> ways() {
    List<EventPlan.Way> ways = new ArrayList<>();
    Set<String> unsampled = new HashSet<>();
    for (Wish wish : wishes) {
      EventRule rule = wish.rule().rule();
      if (rule.sampleEvery() > 1 || unsampled.add(rule.filter())) {
        ways.add(new EventPlan.Way(wish.filter(), rule.sampleEvery(), wish.counter()));
      }
    }
    return ways;
  }

  private List<EventPlan.Alarm> alarms(Triggers triggers) {
    return looks.stream()
        .map(
            look -> new EventPlan.Alarm(look.filter(), triggers, look.trigger(), definition.name()))
        .toList();
  }
}
