/** Tests of the exports, and a small trace made by hand. */
@NullMarked
package dev.muninn.analysis.export;

import org.jspecify.annotations.NullMarked;
