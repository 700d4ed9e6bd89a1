package dev.muninn.tracepoint.sample;

/** Values of an enum field. */
public enum Colour {
  RED,
  GREEN
}
