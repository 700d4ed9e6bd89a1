package dev.muninn.tracepoint.processor;

import dev.muninn.tracepoint.runtime.FieldDefinition;

/**
 * A parameter of an event method.
 *
 * @param name its Java name
 * @param type its Java type as source text, without annotations
 * @param kind how it is turned into the field
 * @param field the field
 */
record ParameterModel(String name, String type, ArgumentKind kind, FieldDefinition field) {}
