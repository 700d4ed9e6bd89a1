package dev.muninn.analysis.ctf;

import dev.muninn.analysis.ctf.metadata.CtfType;

/** Is told a value's parts in order. */
public interface ValueVisitor {
  /** An integer; where it is unsigned, all 64 bits are its value. */
  void integer(CtfType.Int type, long value);

  /** An enum's value. */
  void enumeration(CtfType.Enumeration type, long value);

  /** A boolean. */
  default void bool(boolean value) {
    integer(CtfType.Int.plain(8, 8, false, 10, CtfType.Coding.LITTLE), value ? 1 : 0);
  }

  /** Bits of which some have names. */
  default void bitMap(CtfType.BitMap type, long value) {
    integer(type.container(), value);
  }

  /** An optional value that is not there. */
  default void nothing() {
    string(new byte[0], 0, 0);
  }

  /** A floating-point number. */
  void real(double value);

  /** A string's bytes in UTF-8, without the NUL; they are valid during the call only. */
  void string(byte[] bytes, int offset, int length);

  /** A struct begins. */
  void beginStruct();

  /** The member whose value follows. */
  void member(String name);

  /** The struct ends. */
  void endStruct();

  /** An array or a sequence begins. */
  void beginArray();

  /** The element whose value follows. */
  void element(long index);

  /** The array or sequence ends. */
  void endArray();

  /** A variant begins; the chosen option's value follows. */
  void beginVariant(String option);

  /** The variant ends. */
  void endVariant();
}
