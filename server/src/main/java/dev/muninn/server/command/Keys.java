package dev.muninn.server.command;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Where a command's keys are and what it does to them: a key specification in the sense of COMMAND
 * INFO. Two steps. The search begins at {@link #begin}, or behind {@link #keyword}. From there the
 * keys are a range ({@link #last}, {@link #step}, {@link #limit}), or follow a number of keys
 * ({@link #numberAt}, {@link #firstKey}, {@link #step}).
 */
@Retention(RetentionPolicy.SOURCE)
@Target({})
public @interface Keys {
  /** Index of the argument where the search begins; the command's name is 0. */
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

  /** How the keys are accessed. */
  KeyFlag[] flags();

  /** A remark for COMMAND INFO. */
  String notes() default "";
}
