/**
 * What a trace's metadata says, in whichever language: types, clocks, streams and events, and the
 * bounds that keep decoding finite. Knows nothing of files or packets; imports the JDK only.
 */
@NullMarked
package dev.muninn.analysis.ctf.metadata;

import org.jspecify.annotations.NullMarked;
