/**
 * The trace tools' command line: {@code trace}, {@code top}, {@code report}, {@code export}, {@code
 * sql}. Imports {@code trace}, {@code terminal} and the analysis.
 */
@NullMarked
package dev.muninn.cli.tools;

import org.jspecify.annotations.NullMarked;
