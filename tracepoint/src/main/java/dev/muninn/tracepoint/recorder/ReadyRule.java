package dev.muninn.tracepoint.recorder;

import dev.muninn.tracepoint.filter.Filter;
import dev.muninn.tracepoint.filter.FilterException;
import dev.muninn.tracepoint.filter.Glob;
import dev.muninn.tracepoint.runtime.EventDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rule whose patterns and filter have been read, once for all events. */
final class ReadyRule {
  private final EventRule rule;
  private final long order;
  private final Glob pattern;
  private final List<Glob> excludes;
  private final @Nullable Filter filter;

  /**
   * Reads a rule.
   *
   * @param order grows from one change of the session's rules to the next
   * @throws RecorderException if the filter cannot be read
   */
  ReadyRule(EventRule rule, long order) throws RecorderException {
    this.rule = rule;
    this.order = order;
    pattern = Glob.of(rule.pattern());
    excludes = rule.excludes().stream().map(Glob::of).toList();
    try {
      filter = rule.filter().isEmpty() ? null : Filter.parse(rule.filter());
    } catch (FilterException e) {
      throw new RecorderException(String.valueOf(e.getMessage()), e);
    }
  }

  EventRule rule() {
    return rule;
  }

  long order() {
    return order;
  }

  /** What makes it the same rule as another: all but the sampling. */
  EventRule key() {
    return new EventRule(rule.pattern(), rule.filter(), 1, rule.excludes());
  }

  /** Patterns it has. */
  int patterns() {
    return 1 + excludes.size();
  }

  /** Whether it is about an event, its filter and sampling aside. */
  boolean covers(PlannedEvent event) {
    return event.named(rule.pattern())
        && event.matches(pattern)
        && excludes.stream().noneMatch(event::matches);
  }

  /**
   * The filter for an event.
   *
   * @throws RecorderException if it does not fit
   */
  PayloadFilter filter(EventDefinition event) throws RecorderException {
    return filter == null ? PayloadFilter.NONE : PayloadFilter.compile(filter, event);
  }
}
