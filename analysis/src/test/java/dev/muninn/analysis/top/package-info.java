/** Tests of the text. */
@NullMarked
package dev.muninn.analysis.top;

import org.jspecify.annotations.NullMarked;
