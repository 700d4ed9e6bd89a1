package dev.muninn.tracepoint.recorder;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A fact about who fires that a session records with each event: one of LTTng's contexts, with its
 * name and layout.
 */
public enum ContextField {
  /** Id of the process. */
  VPID(Integer.BYTES, "integer { size = 32; align = 8; signed = true; base = 10; } _vpid"),

  /** Id of the thread in the system; 0 for threads that are virtual. */
  VTID(Integer.BYTES, "integer { size = 32; align = 8; signed = true; base = 10; } _vtid"),

  /** Name of the thread as the system knows it, of at most 15 bytes. */
  PROCNAME(
      ContextField.NAME_BYTES,
      "integer { size = 8; align = 8; signed = false; encoding = UTF8; base = 10; } _procname["
          + ContextField.NAME_BYTES
          + "]");

  /** Bytes of a name, NULs behind it included, as LTTng has it. */
  static final int NAME_BYTES = 17;

  private final int size;
  private final String declaration;

  ContextField(int size, String declaration) {
    this.size = size;
    this.declaration = declaration;
  }

  /**
   * The field of a name, in small letters as LTTng writes it.
   *
   * @throws IllegalArgumentException with one line if there is none
   */
  public static ContextField of(String name) {
    for (ContextField field : values()) {
      if (field.toString().equals(name)) {
        return field;
      }
    }
    throw new IllegalArgumentException(
        "no such context: name="
            + name
            + "; there are "
            + Arrays.stream(values())
                .map(ContextField::toString)
                .collect(Collectors.joining(", ")));
  }

  /** Bytes it takes of an event. */
  int size() {
    return size;
  }

  /** Its declaration in TSDL. */
  String declaration() {
    return declaration;
  }

  /** The name. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
