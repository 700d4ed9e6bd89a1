/**
 * {@code muninn trace}: LTTng's verbs, against a running server or LTTng itself. Imports {@code
 * client}, {@code terminal}, {@code signal} and the analysis.
 */
@NullMarked
package dev.muninn.cli.trace;

import org.jspecify.annotations.NullMarked;
