/**
 * TSDL, the language of a CTF 1.8 trace's metadata: text to {@code ctf.metadata}'s model. Knows
 * nothing of files or packets; imports {@code ctf.metadata} and the JDK only.
 */
@NullMarked
package dev.muninn.analysis.ctf.tsdl;

import org.jspecify.annotations.NullMarked;
