/**
 * Filter expressions, in the language of {@code lttng enable-event --filter}: text into an
 * immutable tree that whoever has an event evaluates over its fields. Imports nothing of the
 * library.
 */
@NullMarked
package dev.muninn.tracepoint.filter;

import org.jspecify.annotations.NullMarked;
