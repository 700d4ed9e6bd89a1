package dev.muninn.tracepoint.recorder;

import java.util.Map;

/** What a trace's metadata is written in. Its packets of events are the same. */
public enum TraceFormat {
  /** CTF 1.8: TSDL. All readers know it. */
  CTF_1_8 {
    @Override
    String metadata(
        TraceEnvironment environment, EventContext context, Map<Integer, EventPlans.Known> events) {
      return CtfMetadata.text(environment, context, events);
    }
  },

  /**
   * CTF 2: JSON, as LTTng 2.15 writes it unless told otherwise. Babeltrace reads it from 2.1 on.
   */
  CTF_2 {
    @Override
    String metadata(
        TraceEnvironment environment, EventContext context, Map<Integer, EventPlans.Known> events) {
      return Ctf2Metadata.text(environment, context, events);
    }
  };

  /** The metadata for the events there are so far. */
  abstract String metadata(
      TraceEnvironment environment, EventContext context, Map<Integer, EventPlans.Known> events);
}
