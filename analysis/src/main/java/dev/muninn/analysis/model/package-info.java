/**
 * The engine: turns the events of a trace into figures, stalls and findings, in one pass and in
 * bounded memory. What it is fed stands in {@link dev.muninn.analysis.model.FactSink}; what comes
 * out in {@link dev.muninn.analysis.model.Analysis}. Only {@code TraceFeed} imports {@code ctf};
 * nothing here prints.
 */
@NullMarked
package dev.muninn.analysis.model;

import org.jspecify.annotations.NullMarked;
