package dev.muninn.tracepoint.processor;

import dev.muninn.tracepoint.Timespan;
import dev.muninn.tracepoint.runtime.FieldDefinition;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of an event method.
 *
 * @param name its Java name
 * @param type its Java type as source text, without annotations
 * @param kind how it is turned into the field
 * @param field the field
 * @param timespan unit of a field that is how long something took; null for other fields
 */
record ParameterModel(
    String name,
    String type,
    ArgumentKind kind,
    FieldDefinition field,
    Timespan.@Nullable Unit timespan) {}
