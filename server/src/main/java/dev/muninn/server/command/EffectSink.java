package dev.muninn.server.command;

/**
 * Who repeats elsewhere what was changed here. Called on the main thread, after a unit of work and
 * before any reply to it is sent. Which database is selected there, the sink has to see to.
 */
public interface EffectSink {
  /** A unit of work has changed something. */
  void unit(EffectUnit unit);
}
