package dev.muninn.tracepoint.doc;

import dev.muninn.tracepoint.runtime.ProviderDefinition;
import java.util.List;

/** Gets the definitions of providers out of their generated implementations, by name. */
public final class Definitions {
  private Definitions() {}

  /**
   * Loads definitions, for tools. Tracepoints are removed from this process first, so that no
   * listener hears of the providers.
   *
   * @param interfaces binary names of {@code @Provider} interfaces on the class path
   * @return their definitions in the same order
   * @throws IllegalArgumentException if a name has no generated implementation
   */
  public static List<ProviderDefinition> load(List<String> interfaces) {
    System.setProperty("muninn.tracepoints", "off");
    return interfaces.stream().map(Definitions::load).toList();
  }

  private static ProviderDefinition load(String name) {
    int dot = name.lastIndexOf('.') + 1;
    String implementation =
        name.substring(0, dot) + name.substring(dot).replace('$', '_') + "Tracepoints";
    try {
      var definition = Class.forName(implementation).getDeclaredField("DEFINITION");
      if (!definition.trySetAccessible()) {
        throw new IllegalArgumentException("provider not accessible: interface=" + name);
      }
      return (ProviderDefinition) definition.get(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("no generated provider: interface=" + name, e);
    }
  }
}
