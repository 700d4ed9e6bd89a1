/**
 * TSDL, the language of a CTF 1.8 trace's metadata: text to a model of types, streams and events.
 * Knows nothing of files or packets; imports the JDK only.
 */
@NullMarked
package dev.muninn.analysis.ctf.tsdl;

import org.jspecify.annotations.NullMarked;
