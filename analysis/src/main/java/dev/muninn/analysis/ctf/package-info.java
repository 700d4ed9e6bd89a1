/**
 * Reads CTF 1.8 and CTF 2 traces, those of LTTng and those of Muninn's recorder: events of all
 * streams in order of time, decoded where and when they are asked for. Imports the packages below
 * it and the tracepoint library; nothing of the packages that ask questions.
 */
@NullMarked
package dev.muninn.analysis.ctf;

import org.jspecify.annotations.NullMarked;
