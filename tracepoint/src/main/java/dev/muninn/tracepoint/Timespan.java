package dev.muninn.tracepoint;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that an integer field is how long something took, and in which unit it counts. JFR shows it
 * with its unit ({@code jfr print}: {@code 1.50 ms}); for the other listeners it is the number,
 * whose unit they cannot tell.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.CLASS)
public @interface Timespan {
  /** What the field counts. */
  Unit value() default Unit.MICROSECONDS;

  /** The units there are: those of JFR, by its names. */
  enum Unit {
    NANOSECONDS,
    MICROSECONDS,
    MILLISECONDS,
    SECONDS
  }
}
