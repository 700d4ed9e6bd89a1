/**
 * What every trace tool does with its terminal: lines, progress, one-line failures. Imports the JDK
 * only.
 */
@NullMarked
package dev.muninn.cli.terminal;

import org.jspecify.annotations.NullMarked;
