package dev.muninn.tracepoint;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a {@code byte[]} a string field: UTF-8 text, which ends at the first zero byte or at the
 * array's end. Without it the array is a byte sequence.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.CLASS)
public @interface Utf8 {}
