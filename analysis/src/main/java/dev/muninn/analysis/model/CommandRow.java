package dev.muninn.analysis.model;

/**
 * The figures of one command.
 *
 * @param own nanoseconds that each took itself
 * @param felt with what each may have waited for others
 */
public record CommandRow(String name, LogHistogram own, LogHistogram felt) {}
