/** Tests of processes and what confines them. */
@NullMarked
package dev.muninn.benchmarks.process;

import org.jspecify.annotations.NullMarked;
