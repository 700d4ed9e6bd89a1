package dev.muninn.tracepoint.recorder;

import dev.muninn.tracepoint.runtime.Payload;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** What a session does with an event: record it, always or under conditions, or look only. */
final class EventPlan {
  /** Records every one. */
  static final EventPlan ALL = new EventPlan(List.of(), List.of());

  private final Way[] ways;
  private final Alarm[] alarms;

  EventPlan(List<Way> ways, List<Alarm> alarms) {
    this.ways = ways.toArray(Way[]::new);
    this.alarms = alarms.toArray(Alarm[]::new);
  }

  /**
   * A rule that records it.
   *
   * @param filter what it must pass
   * @param every of those that pass, each so many-th is recorded
   * @param counter which of a thread's counts is for this
   */
  record Way(PayloadFilter filter, int every, int counter) {}

  /**
   * A trigger that looks at it.
   *
   * @param filter what sets it off
   */
  record Alarm(PayloadFilter filter, Triggers triggers, EventTrigger trigger, String event) {}

  /** Whether the event is recorded; sets triggers off. */
  boolean wanted(Payload payload, StreamWriter writer) {
    MemorySegment fields = payload.fields();
    for (Alarm alarm : alarms) {
      if (alarm.filter().test(fields)) {
        alarm.triggers().fire(alarm.event(), alarm.trigger().minInterval());
      }
    }
    for (Way way : ways) {
      if (way.filter().test(fields)
          && (way.every() == 1 || writer.sample(way.counter(), way.every()))) {
        return true;
      }
    }
    return false;
  }

  /** The least number of which one is recorded; 1 where all are, 0 where none. */
  int sampling() {
    if (this == ALL) {
      return 1;
    }
    int least = 0;
    for (Way way : ways) {
      least = least == 0 ? way.every() : Math.min(least, way.every());
    }
    return least;
  }
}
