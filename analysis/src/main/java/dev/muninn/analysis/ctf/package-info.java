/**
 * Reads CTF 1.8 traces, those of LTTng and those of Muninn's recorder: events of all streams in
 * order of time, decoded where and when they are asked for. Imports {@code ctf.tsdl} and the
 * tracepoint library; nothing of the packages that ask questions.
 */
@NullMarked
package dev.muninn.analysis.ctf;

import org.jspecify.annotations.NullMarked;
