package dev.muninn.analysis.model;

/**
 * What a reader must know of the trace before he believes the figures.
 *
 * @param warning whether the figures suffer; otherwise something is merely not to be seen
 */
public record Note(boolean warning, String text) {}
