/** Traces written by hand, whole, cut and broken. */
package dev.muninn.analysis.ctf;
