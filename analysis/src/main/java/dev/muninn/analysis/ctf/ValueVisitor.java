package dev.muninn.analysis.ctf;

import dev.muninn.analysis.ctf.tsdl.CtfType;

/** Is told a value's parts in order. */
public interface ValueVisitor {
  /** An integer; where it is unsigned, all 64 bits are its value. */
  void integer(CtfType.Int type, long value);

  /** An enum's value. */
  void enumeration(CtfType.Enumeration type, long value);

  /** A floating-point number. */
  void real(double value);

  /** A string's bytes, without the NUL; they are valid during the call only. */
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
