package dev.muninn.tracepoint.runtime;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One event of a provider.
 *
 * @param name a C identifier of at most 127 characters
 * @param doc what it tells and when it fires; may be empty
 * @param fields in the order of the arguments; together at most {@value #MAX_ARGUMENTS} USDT
 *     arguments ({@link FieldType#BYTES} takes two)
 */
public record EventDefinition(String name, String doc, List<FieldDefinition> fields) {
  /** Registers a USDT probe has for its arguments on Linux. */
  public static final int MAX_ARGUMENTS = 6;

  public EventDefinition {
    Names.requireIdentifier("event", name);
    fields = List.copyOf(fields);
    int arguments = 0;
    Set<String> names = new HashSet<>();
    for (FieldDefinition field : fields) {
      arguments += field.type().usdtArguments();
      if (!names.add(field.name())) {
        throw new IllegalArgumentException(
            "field defined twice: event=" + name + " field=" + field.name());
      }
    }
    if (arguments > MAX_ARGUMENTS) {
      throw new IllegalArgumentException(
          "too many arguments: event="
              + name
              + " arguments="
              + arguments
              + " max="
              + MAX_ARGUMENTS);
    }
  }

  /** Most bytes the fields can take in a {@link Payload}. */
  public int largestPayload() {
    return fields.stream().mapToInt(field -> field.type().largest()).sum();
  }
}
