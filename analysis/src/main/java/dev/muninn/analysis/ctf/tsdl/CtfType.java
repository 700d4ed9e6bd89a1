package dev.muninn.analysis.ctf.tsdl;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A type of CTF 1.8 (specification, section 4). Sizes and alignments are in bits. */
public sealed interface CtfType {
  /** Largest alignment accepted, in bits: 512 bytes. */
  int MAX_ALIGN = 4096;

  /** Alignment, a power of two. */
  int align();

  /**
   * An integer.
   *
   * @param size 1 to 64
   * @param base 2, 8, 10 or 16: how it is written
   * @param text whether it is a character: it has an encoding
   * @param clock name of the clock it is a time of, or null
   */
  record Int(
      int size,
      int align,
      boolean signed,
      int base,
      boolean bigEndian,
      boolean text,
      @Nullable String clock)
      implements CtfType {}

  /**
   * A binary32 or binary64 of IEEE 754.
   *
   * @param size 32 or 64
   */
  record Real(int size, int align, boolean bigEndian) implements CtfType {}

  /** Bytes up to a NUL. */
  record Text() implements CtfType {
    @Override
    public int align() {
      return 8;
    }
  }

  /** A label for values from {@code low} to {@code high}, compared as the container's sign says. */
  record Range(String label, long low, long high) {}

  /** An integer whose values have labels. */
  record Enumeration(Int container, List<Range> ranges) implements CtfType {
    @Override
    public int align() {
      return container.align();
    }

    /** Whether a value is in a range. */
    public boolean in(Range range, long value) {
      return container.signed()
          ? range.low() <= value && value <= range.high()
          : Long.compareUnsigned(range.low(), value) <= 0
              && Long.compareUnsigned(value, range.high()) <= 0;
    }

    /** The first label of a value, or null. */
    public @Nullable String label(long value) {
      for (Range range : ranges) {
        if (in(range, value)) {
          return range.label();
        }
      }
      return null;
    }
  }

  /** A named part of a struct or variant, its name as written. */
  record Member(String name, CtfType type) {
    /** The name as tools show it: tracers put an underscore before names of fields. */
    public String shownName() {
      return name.length() > 1 && name.charAt(0) == '_' ? name.substring(1) : name;
    }
  }

  /** Members one after another. */
  record Struct(List<Member> members, int align) implements CtfType {}

  /**
   * One of several options, as an enum before it says.
   *
   * @param tag path of the enum, or empty where the variant was declared without
   */
  record Variant(String tag, List<Member> options) implements CtfType {
    @Override
    public int align() {
      return 1;
    }
  }

  /** So many elements. */
  record Array(CtfType element, int length) implements CtfType {
    @Override
    public int align() {
      return element.align();
    }
  }

  /**
   * As many elements as an integer before it says.
   *
   * @param length path of the integer
   */
  record Sequence(CtfType element, String length) implements CtfType {
    @Override
    public int align() {
      return element.align();
    }
  }
}
