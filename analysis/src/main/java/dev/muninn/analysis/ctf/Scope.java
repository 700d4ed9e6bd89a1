package dev.muninn.analysis.ctf;

/** Where a field stands. */
public enum Scope {
  /** In the packet, once for all its events: {@code cpu_id}. */
  PACKET,
  /** Before every event of its stream: LTTng's contexts such as {@code vpid}. */
  STREAM_CONTEXT,
  /** Before this kind of event. */
  EVENT_CONTEXT,
  /** The event's own. */
  PAYLOAD
}
