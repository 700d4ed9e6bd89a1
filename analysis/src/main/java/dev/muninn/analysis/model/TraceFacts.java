package dev.muninn.analysis.model;

import java.util.List;
import java.util.Set;

/**
 * What is known of a trace beside its events.
 *
 * @param name of the trace: its path
 * @param process what was traced, or empty
 * @param tracer who recorded it, or empty
 * @param clockOffset nanoseconds to add to CLOCK_MONOTONIC for the time since the epoch
 * @param declared the events it may have, {@code provider:event}
 * @param lost events that were lost while recording
 * @param warnings of the reader: cut packets and the like
 * @param damaged whether some of it could not be read
 */
public record TraceFacts(
    String name,
    String process,
    String tracer,
    long clockOffset,
    Set<String> declared,
    long lost,
    List<String> warnings,
    boolean damaged) {}
