/**
 * The JFR listener: says which events a recording wants. Works without the module {@code jdk.jfr},
 * by doing nothing; no class of that module is named outside {@code JfrWatcher}. Imports {@code
 * runtime}.
 */
@NullMarked
package dev.muninn.tracepoint.jfr;

import org.jspecify.annotations.NullMarked;
