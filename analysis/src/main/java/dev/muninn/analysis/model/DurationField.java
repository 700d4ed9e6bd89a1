package dev.muninn.analysis.model;

import dev.muninn.analysis.ctf.EventType;
import dev.muninn.analysis.ctf.Field;
import dev.muninn.analysis.ctf.Scope;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where an event of any program tells how long something took: a number in its payload, named
 * {@code duration} (microseconds, as Valkey's are), or so and with its unit, like {@code
 * latency_ns}.
 *
 * @param index of the field
 * @param nanos that one of its units has
 */
record DurationField(int index, long nanos) {
  private static final Pattern NAME =
      Pattern.compile("(?:duration|elapsed|latency|took)_(n|u|m)(?:s|anos|icros|illis)");

  /** The first of the event's fields that tells one, {@code duration} before others; or null. */
  static @Nullable DurationField of(EventType type) {
    List<Field> fields = type.fields();
    DurationField found = null;
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      if (field.scope() != Scope.PAYLOAD
          || (field.kind() != Field.Kind.INTEGER && field.kind() != Field.Kind.REAL)) {
        continue;
      }
      if (field.name().equals("duration")) {
        return new DurationField(i, 1000);
      }
      Matcher matcher = NAME.matcher(field.name());
      if (found == null && matcher.matches()) {
        found = new DurationField(i, nanos(matcher.group(1)));
      }
    }
    return found;
  }

  private static long nanos(String unit) {
    return switch (unit) {
      case "n" -> 1;
      case "u" -> 1000;
      default -> 1_000_000;
    };
  }
}
