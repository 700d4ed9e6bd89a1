package dev.muninn.tracepoint.recorder;

import dev.muninn.tracepoint.filter.Filter;
import dev.muninn.tracepoint.filter.Glob;
import dev.muninn.tracepoint.filter.Operand;
import dev.muninn.tracepoint.filter.Relation;
import dev.muninn.tracepoint.runtime.EventDefinition;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** A filter made ready for the packed fields of one event. Allocates nothing when it is asked. */
abstract class PayloadFilter {
  /** Passes all events. */
  static final PayloadFilter NONE =
      new PayloadFilter() {
        @Override
        boolean test(MemorySegment fields) {
          return true;
        }
      };

  private PayloadFilter() {}

  /** Whether the event passes. */
  abstract boolean test(MemorySegment fields);

  /**
   * Makes a filter ready.
   *
   * @throws RecorderException if the event lacks one of its fields, or a string is compared with a
   *     number; as with LTTng such an event does not pass at all
   */
  static PayloadFilter compile(Filter filter, EventDefinition event) throws RecorderException {
    return switch (filter) {
      case Filter.And and -> all(terms(and.terms(), event));
      case Filter.Or or -> any(terms(or.terms(), event));
      case Filter.Not not -> negation(compile(not.term(), event));
      case Filter.Truth truth -> truth(number(truth.operand(), event));
      case Filter.Comparison comparison -> comparison(comparison, event);
    };
  }

  private static PayloadFilter[] terms(List<Filter> filters, EventDefinition event)
      throws RecorderException {
    PayloadFilter[] terms = new PayloadFilter[filters.size()];
    for (int i = 0; i < terms.length; i++) {
      terms[i] = compile(filters.get(i), event);
    }
    return terms;
  }

  private static PayloadFilter all(PayloadFilter[] terms) {
    return new PayloadFilter() {
      @Override
      boolean test(MemorySegment fields) {
        for (PayloadFilter term : terms) {
          if (!term.test(fields)) {
            return false;
          }
        }
        return true;
      }
    };
  }

  private static PayloadFilter any(PayloadFilter[] terms) {
    return new PayloadFilter() {
      @Override
      boolean test(MemorySegment fields) {
        for (PayloadFilter term : terms) {
          if (term.test(fields)) {
            return true;
          }
        }
        return false;
      }
    };
  }

  private static PayloadFilter negation(PayloadFilter term) {
    return new PayloadFilter() {
      @Override
      boolean test(MemorySegment fields) {
        return !term.test(fields);
      }
    };
  }

  private static PayloadFilter truth(PayloadNumber number) {
    return new PayloadFilter() {
      @Override
      boolean test(MemorySegment fields) {
        return number.floating() ? number.real(fields) != 0 : number.whole(fields) != 0;
      }
    };
  }

  private static PayloadFilter comparison(Filter.Comparison comparison, EventDefinition event)
      throws RecorderException {
    boolean text = isText(comparison.left(), event);
    if (text != isText(comparison.right(), event)) {
      throw new RecorderException(
          "filter: string compared with a number: event="
              + event.name()
              + " comparison="
              + comparison);
    }
    return text
        ? texts(comparison, event)
        : numbers(
            number(comparison.left(), event),
            comparison.relation(),
            number(comparison.right(), event));
  }

  private static PayloadFilter numbers(PayloadNumber left, Relation relation, PayloadNumber right) {
    if (left.floating() || right.floating()) {
      return new PayloadFilter() {
        @Override
        boolean test(MemorySegment fields) {
          return relation.holds(left.real(fields), right.real(fields));
        }
      };
    }
    return new PayloadFilter() {
      @Override
      boolean test(MemorySegment fields) {
        return relation.holds(
            left.whole(fields), left.unsigned(), right.whole(fields), right.unsigned());
      }
    };
  }

  private static PayloadFilter texts(Filter.Comparison comparison, EventDefinition event)
      throws RecorderException {
    if (comparison.right() instanceof Operand.Text literal && literal.pattern()) {
      return glob(text(comparison.left(), event), literal, comparison.relation());
    }
    if (comparison.left() instanceof Operand.Text literal && literal.pattern()) {
      return glob(text(comparison.right(), event), literal, comparison.relation());
    }
    PayloadText left = text(comparison.left(), event);
    PayloadText right = text(comparison.right(), event);
    Relation relation = comparison.relation();
    return new PayloadFilter() {
      @Override
      boolean test(MemorySegment fields) {
        return relation.holds(PayloadText.compare(left, right, fields));
      }
    };
  }

  private static PayloadFilter glob(PayloadText text, Operand.Text literal, Relation relation) {
    Glob glob = Glob.of(literal);
    boolean equal = relation == Relation.EQUAL;
    return new PayloadFilter() {
      @Override
      boolean test(MemorySegment fields) {
        long start = text.start(fields);
        return glob.matches(text.memory(fields), start, text.length(fields, start)) == equal;
      }
    };
  }

  private static boolean isText(Operand operand, EventDefinition event) throws RecorderException {
    return switch (operand) {
      case Operand.Text text -> true;
      case Operand.Field field -> new PayloadField(event, field.name()).text();
      case Operand.WholeNumber number -> false;
      case Operand.FloatingPoint number -> false;
    };
  }

  private static PayloadNumber number(Operand operand, EventDefinition event)
      throws RecorderException {
    return switch (operand) {
      case Operand.WholeNumber number -> PayloadNumber.constant(number.value(), number.unsigned());
      case Operand.FloatingPoint number -> PayloadNumber.constant(number.value());
      case Operand.Field field -> PayloadNumber.field(new PayloadField(event, field.name()));
      case Operand.Text text ->
          throw new RecorderException("filter: string has no truth: event=" + event.name());
    };
  }

  private static PayloadText text(Operand operand, EventDefinition event) throws RecorderException {
    return switch (operand) {
      case Operand.Text text -> PayloadText.constant(text);
      case Operand.Field field -> PayloadText.field(new PayloadField(event, field.name()));
      default -> throw new IllegalStateException("no text: operand=" + operand);
    };
  }
}
