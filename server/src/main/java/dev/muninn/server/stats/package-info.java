/**
 * What the server counts and measures: counters, latency per command, errors, the slow log, the
 * latency monitor, the process as the operating system sees it. Recording allocates nothing. Main
 * thread only. Imports nothing of the server.
 */
@NullMarked
package dev.muninn.server.stats;

import org.jspecify.annotations.NullMarked;
