/** Tests of the tables and views. */
@NullMarked
package dev.muninn.analysis.sql;

import org.jspecify.annotations.NullMarked;
