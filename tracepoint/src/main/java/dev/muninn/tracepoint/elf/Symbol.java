package dev.muninn.tracepoint.elf;

/**
 * A global symbol of a {@link SharedObject}.
 *
 * @param name without NUL
 * @param section where it lies
 * @param offset in bytes from the section's start
 * @param size in bytes
 */
public record Symbol(String name, Section section, int offset, int size) {
  /** Sections that may have symbols. */
  public enum Section {
    /** Code: the symbol is a function. */
    TEXT,
    /** Writable data: the symbol is an object. */
    DATA
  }
}
