/** Tests of the page. */
@NullMarked
package dev.muninn.analysis.report;

import org.jspecify.annotations.NullMarked;
