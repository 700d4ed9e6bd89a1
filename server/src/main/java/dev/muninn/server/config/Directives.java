package dev.muninn.server.config;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table of all directives; shared by all servers of a process, as it never changes. */
public final class Directives {
  private static final List<Directive<?>> ALL = DirectiveTable.build();
  private static final Map<String, Directive<?>> BY_NAME = byName();

  private Directives() {}

  /** All directives, in the order in which CONFIG GET lists them. */
  public static List<Directive<?>> all() {
    return ALL;
  }

  /** The directive of a name or alias in any mixture of cases, or null. */
  public static @Nullable Directive<?> find(String name) {
    return BY_NAME.get(name.toLowerCase(Locale.ROOT));
  }

  private static Map<String, Directive<?>> byName() {
    Map<String, Directive<?>> names = new HashMap<>();
    for (int i = 0; i < ALL.size(); i++) {
      Directive<?> directive = ALL.get(i);
      directive.index = i;
      put(names, directive.name, directive);
      if (directive.alias != null) {
        put(names, directive.alias, directive);
      }
    }
    return names;
  }

  private static void put(Map<String, Directive<?>> names, String name, Directive<?> directive) {
    if (names.put(name, directive) != null) {
      throw new IllegalStateException("directive named twice: name=" + name);
    }
  }
}
