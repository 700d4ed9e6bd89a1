package dev.muninn.tracepoint.processor;

import dev.muninn.tracepoint.runtime.EventDefinition;
import java.util.List;

/**
 * An event method.
 *
 * @param method the Java method's name
 * @param guarded whether the interface has {@code methodEnabled()}
 * @param definition what the tracers see
 * @param parameters the parameters that are fields
 * @param timestamp name of the parameter that is the event's time, after the others; empty where
 *     there is none
 */
record EventModel(
    String method,
    boolean guarded,
    EventDefinition definition,
    List<ParameterModel> parameters,
    String timestamp) {}
