package dev.muninn.benchmarks.lab;

/**
 * What a report says first.
 *
 * @param kind the first culprit's; empty where there is none
 * @param sentence in plain words
 */
record Verdict(String kind, String sentence) {}
