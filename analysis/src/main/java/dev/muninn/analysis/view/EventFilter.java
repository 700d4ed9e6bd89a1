package dev.muninn.analysis.view;

import dev.muninn.analysis.ctf.EventCursor;
import dev.muninn.analysis.ctf.EventType;
import dev.muninn.analysis.ctf.Field;
import dev.muninn.tracepoint.filter.Filter;
import dev.muninn.tracepoint.filter.Glob;
import dev.muninn.tracepoint.filter.Operand;
import dev.muninn.tracepoint.filter.Relation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A filter over decoded events. A name means a field of the payload, else of a context, else of the
 * packet. An event that lacks a field of the filter does not pass.
 */
public final class EventFilter {
  /** What a filter becomes for one type. */
  private interface Test {
    boolean holds(EventCursor event);
  }

  /** Thrown where no event of a type can pass. */
  private static final class NeverException extends Exception {
    private static final long serialVersionUID = 1;

    NeverException() {
      super("never", null, false, false);
    }
  }

  private static final Test NEVER = event -> false;

  private final Filter filter;
  private @Nullable Test[] tests = new @Nullable Test[64];

  /** Of an expression. */
  public EventFilter(Filter filter) {
    this.filter = filter;
  }

  /** Whether the event the cursor is on passes. */
  public boolean passes(EventCursor event) {
    EventType type = event.type();
    Test test = type.index() < tests.length ? tests[type.index()] : null;
    if (test == null) {
      test = compile(type);
      if (type.index() >= tests.length) {
        tests = Arrays.copyOf(tests, Math.max(2 * tests.length, type.index() + 1));
      }
      tests[type.index()] = test;
    }
    return test.holds(event);
  }

  private Test compile(EventType type) {
    try {
      return test(filter, type);
    } catch (NeverException e) {
      return NEVER;
    }
  }

  private static Test test(Filter filter, EventType type) throws NeverException {
    return switch (filter) {
      case Filter.And and -> {
        Test[] terms = tests(and.terms(), type);
        yield event -> {
          for (Test term : terms) {
            if (!term.holds(event)) {
              return false;
            }
          }
          return true;
        };
      }
      case Filter.Or or -> {
        Test[] terms = tests(or.terms(), type);
        yield event -> {
          for (Test term : terms) {
            if (term.holds(event)) {
              return true;
            }
          }
          return false;
        };
      }
      case Filter.Not not -> {
        Test term = test(not.term(), type);
        yield event -> !term.holds(event);
      }
      case Filter.Truth truth -> truth(truth.operand(), type);
      case Filter.Comparison comparison ->
          comparison(comparison.left(), comparison.relation(), comparison.right(), type);
    };
  }

  private static Test[] tests(Iterable<Filter> terms, EventType type) throws NeverException {
    List<Test> tests = new ArrayList<>();
    for (Filter term : terms) {
      tests.add(test(term, type));
    }
    return tests.toArray(Test[]::new);
  }

  private static Test truth(Operand operand, EventType type) throws NeverException {
    Side side = Side.of(operand, type);
    if (side.text()) {
      throw new NeverException();
    }
    return side.real() ? event -> side.real(event) != 0 : event -> side.whole(event) != 0;
  }

  private static Test comparison(Operand left, Relation relation, Operand right, EventType type)
      throws NeverException {
    Side a = Side.of(left, type);
    Side b = Side.of(right, type);
    if (a.text() != b.text()) {
      throw new NeverException();
    }
    if (a.text()) {
      return strings(left, a, relation, right, b);
    }
    if (a.real() || b.real()) {
      return event -> relation.holds(a.real(event), b.real(event));
    }
    boolean unsignedA = a.unsigned();
    boolean unsignedB = b.unsigned();
    return event -> relation.holds(a.whole(event), unsignedA, b.whole(event), unsignedB);
  }

  private static Test strings(Operand left, Side a, Relation relation, Operand right, Side b) {
    if (right instanceof Operand.Text text && text.pattern()) {
      return glob(Glob.of(text), a, relation);
    }
    if (left instanceof Operand.Text text && text.pattern()) {
      return glob(Glob.of(text), b, relation);
    }
    return event -> {
      byte[] bytesA = a.bytes(event);
      int offsetA = a.offset(event);
      int endA = offsetA + a.length(event);
      byte[] bytesB = b.bytes(event);
      int offsetB = b.offset(event);
      return relation.holds(
          Arrays.compareUnsigned(
              bytesA, offsetA, endA, bytesB, offsetB, offsetB + b.length(event)));
    };
  }

  private static Test glob(Glob glob, Side side, Relation relation) {
    boolean equal = relation == Relation.EQUAL;
    return event ->
        glob.matches(side.bytes(event), side.offset(event), side.length(event)) == equal;
  }

  /** One side of a comparison: a field of the type, or a constant. */
  private record Side(
      int field,
      Field.@Nullable Kind kind,
      boolean unsigned,
      long number,
      double value,
      Bytes string) {

    private static final class Bytes {
      static final Bytes NONE = new Bytes(new byte[0]);
      final byte[] bytes;

      Bytes(byte[] bytes) {
        this.bytes = bytes;
      }
    }

    static Side of(Operand operand, EventType type) throws NeverException {
      return switch (operand) {
        case Operand.Field field -> {
          int index = type.field(field.name());
          Field definition = index < 0 ? null : type.fields().get(index);
          if (definition == null || definition.kind() == Field.Kind.COMPOUND) {
            throw new NeverException();
          }
          yield new Side(index, definition.kind(), !definition.signed(), 0, 0, Bytes.NONE);
        }
        case Operand.WholeNumber whole -> {
          double value =
              whole.unsigned() && whole.value() < 0 ? (whole.value() >>> 1) * 2.0 : whole.value();
          yield new Side(
              -1, Field.Kind.INTEGER, whole.unsigned(), whole.value(), value, Bytes.NONE);
        }
        case Operand.FloatingPoint real ->
            new Side(-1, Field.Kind.REAL, false, (long) real.value(), real.value(), Bytes.NONE);
        case Operand.Text text ->
            new Side(
                -1,
                Field.Kind.STRING,
                false,
                0,
                0,
                new Bytes(text.parts().getFirst().getBytes(StandardCharsets.UTF_8)));
      };
    }

    boolean text() {
      return kind == Field.Kind.STRING;
    }

    boolean real() {
      return kind == Field.Kind.REAL;
    }

    long whole(EventCursor event) {
      return field < 0 ? number : event.longValue(field);
    }

    double real(EventCursor event) {
      return field < 0 ? value : event.doubleValue(field);
    }

    byte[] bytes(EventCursor event) {
      return field < 0 ? string.bytes : event.stringBytes(field);
    }

    int offset(EventCursor event) {
      return field < 0 ? 0 : event.stringOffset(field);
    }

    int length(EventCursor event) {
      return field < 0 ? string.bytes.length : event.stringLength(field);
    }
  }
}
