/**
 * An analysis as one self-contained page. The page stands in the resources {@code report.html},
 * {@code report.css}, {@code report.js}; here its data is written. Imports {@code model} only.
 */
@NullMarked
package dev.muninn.analysis.report;

import org.jspecify.annotations.NullMarked;
