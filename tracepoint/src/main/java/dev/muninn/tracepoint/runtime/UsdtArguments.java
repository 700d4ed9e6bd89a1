package dev.muninn.tracepoint.runtime;

import dev.muninn.tracepoint.usdt.Probe;
import dev.muninn.tracepoint.usdt.ProbeArgument;
import java.util.List;
import java.util.stream.Stream;

/** How fields become arguments of a USDT probe. */
final class UsdtArguments {
  private static final ProbeArgument POINTER = new ProbeArgument(8, false);

  private UsdtArguments() {}

  static List<Probe> probes(ProviderDefinition definition) {
    return definition.events().stream()
        .map(
            event ->
                new Probe(
                    event.name(), event.fields().stream().flatMap(UsdtArguments::of).toList()))
        .toList();
  }

  private static Stream<ProbeArgument> of(FieldDefinition field) {
    return switch (field.type()) {
      case STRING -> Stream.of(POINTER);
      case BYTES -> Stream.of(POINTER, new ProbeArgument(4, false));
      case INT64, UINT64, DOUBLE -> Stream.of(new ProbeArgument(8, field.type().signed()));
      default -> Stream.of(new ProbeArgument(4, field.type().signed()));
    };
  }
}
