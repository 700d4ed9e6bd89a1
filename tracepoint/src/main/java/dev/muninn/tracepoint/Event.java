package dev.muninn.tracepoint;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An event of a {@link Provider}: a method that returns nothing and whose parameters are the
 * event's fields, at most six (a byte sequence counts two: its address and its length).
 *
 * <p>A method {@code boolean xEnabled()} beside the event {@code x(...)} tells whether anyone
 * listens; it guards arguments that cost something to make. The event tests the same word itself,
 * so cheap arguments need no guard.
 *
 * <p>Field types:
 *
 * <ul>
 *   <li>{@code byte short int long}: integers of 8 to 64 bits, with {@link Unsigned} unsigned
 *   <li>{@code double}, {@code boolean}
 *   <li>a Java enum: an enumeration of its constants by ordinal
 *   <li>{@code String}, {@code CharSequence}, {@link NativeString}, {@link Utf8} {@code byte[]}: a
 *       string
 *   <li>{@code byte[]}: a byte sequence
 * </ul>
 *
 * <p>The documentation comment is required: it says when the event fires, and each {@code @param}
 * what the field means and in which unit.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Event {

  /**
   * Returns the event's name: a C identifier, unique in its provider.
   *
   * @return the event's name as the tracers show it
   */
  String value();
}
