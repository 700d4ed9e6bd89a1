/**
 * What people read about tracepoints: documentation comments made plain, and the table of events.
 * Imports the definitions of {@code runtime} only.
 */
@NullMarked
package dev.muninn.tracepoint.doc;

import org.jspecify.annotations.NullMarked;
