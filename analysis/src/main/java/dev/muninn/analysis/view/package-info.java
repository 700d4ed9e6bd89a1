/**
 * Traces as text: babeltrace2's lines, JSON lines, CSV; filtered, cut to a range of time, followed
 * while they are written. Imports {@code ctf} and the tracepoint library's filters.
 */
@NullMarked
package dev.muninn.analysis.view;

import org.jspecify.annotations.NullMarked;
