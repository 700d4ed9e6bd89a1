package dev.muninn.server.command;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Where a command's keys are and what it does to them: a key specification in the sense of COMMAND
 * INFO. Two steps. The search begins at {@link #begin}, or behind {@link #keyword}. From there the
 * keys are a range ({@link #last}, {@link #step}, {@link #limit}), or follow a number of keys
 * ({@link #numberAt}, {@link #firstKey}, {@link #step}).
 *
 * <p>The place is said only where the command's syntax does not tell it. It tells it of keys that
 * have nothing of varying length before them: single ones, those up to the end of the request,
 * alone or in a block that is repeated, and those after an integer {@code numkeys}.
 */
@Retention(RetentionPolicy.SOURCE)
@Target({})
public @interface Keys {
  /**
   * How the keys are accessed; if it is not said: {@code RO, ACCESS} for a command that is
   * READONLY, {@code RW, UPDATE} for one that is WRITE.
   */
  KeyFlag[] value() default {};

  /** Index of the argument where the search begins; the command's name is 0. 0: derived. */
  int begin() default 0;

  /** The search begins behind this word. */
  String keyword() default "";

  /** Index from which {@link #keyword} is looked for; negative: from the end, backwards. */
  int startFrom() default 0;

  /** Neither place nor keyword is known beforehand. */
  boolean unknown() default false;

  /** Last key, counted from the first; negative: from the last argument, which is -1. */
  int last() default 0;

  /** Distance of one key to the next. */
  int step() default 1;

  /** With {@link #last} -1: the keys end at one {@code limit}-th of the arguments; 0, 1: none. */
  int limit() default 0;

  /** Place of the number of keys, counted from the beginning of the search; -1: none. */
  int numberAt() default -1;

  /** With {@link #numberAt}: place of the first key, counted from the beginning of the search. */
  int firstKey() default 0;

  /** A remark for COMMAND INFO. */
  String notes() default "";
}
