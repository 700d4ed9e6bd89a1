/**
 * The stall lab: servers with one known illness each, and whether the report of a recording names
 * it. May import {@code load}, {@code process}, {@code report} and module {@code analysis}; a sick
 * server is a process, and so is the recording.
 */
@NullMarked
package dev.muninn.benchmarks.lab;

import org.jspecify.annotations.NullMarked;
