/** Tests of the engine, by facts made by hand. */
@NullMarked
package dev.muninn.analysis.model;

import org.jspecify.annotations.NullMarked;
