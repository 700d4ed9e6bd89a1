/** Medians, tables, facts of the machine, and the sections of a document. Imports process. */
@NullMarked
package dev.muninn.benchmarks.report;

import org.jspecify.annotations.NullMarked;
