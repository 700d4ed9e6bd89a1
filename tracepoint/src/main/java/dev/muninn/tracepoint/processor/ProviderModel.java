package dev.muninn.tracepoint.processor;

import dev.muninn.tracepoint.runtime.ProviderDefinition;
import java.util.List;

/**
 * A provider interface.
 *
 * @param packageName its package, empty for the unnamed one
 * @param interfaceName its name inside the package, as in source: {@code Outer.Events}
 * @param isPublic whether the implementation may be public too
 * @param definition what the tracers see
 * @param events the events in the order of the source
 */
record ProviderModel(
    String packageName,
    String interfaceName,
    boolean isPublic,
    ProviderDefinition definition,
    List<EventModel> events) {

  /** The simple name of the implementation. */
  String implementationName() {
    return interfaceName.replace('.', '_') + "Tracepoints";
  }

  String qualifiedImplementationName() {
    return packageName.isEmpty() ? implementationName() : packageName + "." + implementationName();
  }
}
