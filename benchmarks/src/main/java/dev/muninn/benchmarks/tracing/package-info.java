/** Listeners attached to a process while it is measured: LTTng and bpftrace. Imports process. */
@NullMarked
package dev.muninn.benchmarks.tracing;

import org.jspecify.annotations.NullMarked;
