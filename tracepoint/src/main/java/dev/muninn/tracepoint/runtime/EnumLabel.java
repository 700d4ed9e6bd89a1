package dev.muninn.tracepoint.runtime;

/**
 * Name of one value of an {@link FieldType#ENUM} field.
 *
 * @param name what a viewer shows: 1 to 255 printable ASCII characters
 * @param value the value, in the range of an {@code int}
 */
public record EnumLabel(String name, long value) {
  public EnumLabel {
    if (name.isEmpty() || name.length() > 255 || name.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw new IllegalArgumentException("enum label not printable ASCII: name=" + name);
    }
    if (value != (int) value) {
      throw new IllegalArgumentException(
          "enum value outside 32 bits: name=" + name + " value=" + value);
    }
  }
}
