package dev.muninn.tracepoint.sample;

import dev.muninn.tracepoint.Event;
import dev.muninn.tracepoint.NativeString;
import dev.muninn.tracepoint.Provider;
import dev.muninn.tracepoint.Unsigned;
import dev.muninn.tracepoint.Utf8;

/** Every field type there is. */
@Provider("muninn_sample")
public interface SampleEvents {
  /**
   * A command has run.
   *
   * @param name the command
   * @param duration microseconds
   */
  @Event("command_call")
  void commandCall(@Utf8 byte[] name, @Unsigned long duration);

  /** Whether anyone listens to command_call. */
  boolean commandCallEnabled();

  /**
   * Small integers.
   *
   * @param i8 signed
   * @param u8 unsigned
   * @param i16 signed
   * @param u16 unsigned
   * @param i32 signed
   * @param u32 unsigned
   */
  @Event("numbers")
  void numbers(
      byte i8, @Unsigned byte u8, short i16, @Unsigned short u16, int i32, @Unsigned int u32);

  /**
   * What fills a register.
   *
   * @param i64 signed
   * @param u64 unsigned
   * @param real a binary64
   * @param flag a boolean
   * @param colour an enum
   */
  @Event("wide")
  void wide(long i64, @Unsigned long u64, double real, boolean flag, Colour colour);

  /**
   * Text in all its forms.
   *
   * @param text a string
   * @param chars characters
   * @param constant off the heap
   * @param utf8 bytes
   */
  @Event("texts")
  void texts(String text, CharSequence chars, NativeString constant, @Utf8 byte[] utf8);

  /**
   * A byte sequence and what comes after.
   *
   * @param data the bytes
   * @param after shows that the sequence ends where it should
   */
  @Event("bytes")
  void bytes(byte[] data, long after);

  /** No fields. */
  @Event("nothing")
  void nothing();
}
