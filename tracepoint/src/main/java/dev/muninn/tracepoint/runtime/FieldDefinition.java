package dev.muninn.tracepoint.runtime;

import java.util.List;

/**
 * One field of an event.
 *
 * @param name a C identifier of at most 127 characters
 * @param type how it is written and shown
 * @param labels the named values of an {@link FieldType#ENUM} (at least one); empty for other types
 * @param doc what it means and in which unit; may be empty
 */
public record FieldDefinition(String name, FieldType type, List<EnumLabel> labels, String doc) {
  public FieldDefinition {
    Names.requireIdentifier("field", name);
    labels = List.copyOf(labels);
    if ((type == FieldType.ENUM) == labels.isEmpty()) {
      throw new IllegalArgumentException(
          "labels do not fit the type: name="
              + name
              + " type="
              + type
              + " labels="
              + labels.size());
    }
  }

  /** A field without labels, of any type but {@link FieldType#ENUM}. */
  public FieldDefinition(String name, FieldType type) {
    this(name, type, List.of(), "");
  }

  /** A field without documentation. */
  public FieldDefinition(String name, FieldType type, List<EnumLabel> labels) {
    this(name, type, labels, "");
  }
}
