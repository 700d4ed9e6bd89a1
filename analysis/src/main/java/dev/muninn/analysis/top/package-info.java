/** An analysis as text for a terminal, or as JSON. Imports {@code model} only. */
@NullMarked
package dev.muninn.analysis.top;

import org.jspecify.annotations.NullMarked;
