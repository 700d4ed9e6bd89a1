/**
 * CTF 2's metadata, a sequence of JSON texts (CTF2-SPEC-2.0): bytes to {@code ctf.metadata}'s
 * model. Knows nothing of files or packets; imports {@code ctf.metadata}, Jackson's reader of
 * tokens and the JDK only.
 */
@NullMarked
package dev.muninn.analysis.ctf.json;

import org.jspecify.annotations.NullMarked;
