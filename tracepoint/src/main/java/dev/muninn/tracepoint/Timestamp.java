package dev.muninn.tracepoint;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a {@code long} the time of the event in place of a field: nanoseconds as {@link
 * System#nanoTime} gives them. For programs that have read the clock anyway; reading it costs the
 * recorder more than all the rest of an event. At most one per event, the last parameter.
 *
 * <p>The recorder alone takes it; LTTng, USDT and JFR read their own clocks. In the stream of one
 * thread time never goes back: an earlier time counts as the last event's.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.CLASS)
public @interface Timestamp {}
