package dev.muninn.server.config;

/** Save when {@code changes} keys have changed within {@code seconds}. */
public record SavePoint(long seconds, int changes) {}
