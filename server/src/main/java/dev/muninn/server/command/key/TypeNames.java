package dev.muninn.server.command.key;

import dev.muninn.server.bytes.Slice;

/**
 * Names of the types of values, by the numbers of {@link dev.muninn.server.structure.Entry#type}.
 */
final class TypeNames {
  private static final String[] NAMES = {"string", "list", "set", "zset", "hash", "", "stream"};

  private TypeNames() {}

  static String of(int type) {
    return NAMES[type];
  }

  /** The number of a name in any mixture of cases; -1: there is no such type. */
  static int find(Slice name) {
    for (int type = 0; type < NAMES.length; type++) {
      if (!NAMES[type].isEmpty() && name.equalsIgnoreCase(NAMES[type])) {
        return type;
      }
    }
    return -1;
  }
}
