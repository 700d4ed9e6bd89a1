/** Views of traces of real runs, beside babeltrace2's. */
@NullMarked
package dev.muninn.analysis.view;

import org.jspecify.annotations.NullMarked;
