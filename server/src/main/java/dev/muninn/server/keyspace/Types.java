package dev.muninn.server.keyspace;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.structure.Entry;
import dev.muninn.server.value.ValueType;
import dev.muninn.server.value.hash.HashType;
import dev.muninn.server.value.string.StringType;
import org.jspecify.annotations.Nullable;

/** The data types there are; a new one is registered here and nowhere else. */
public final class Types {
  /** Names by number, of those without a package of their own yet too: TYPE and SCAN know them. */
  private static final String[] NAMES = {"string", "list", "set", "zset", "hash", "", "stream"};

  private static final @Nullable ValueType<?, ?>[] BY_ID = byId(StringType.STRING, HashType.HASH);

  private Types() {}

  private static @Nullable ValueType<?, ?>[] byId(ValueType<?, ?>... all) {
    @Nullable ValueType<?, ?>[] table = new @Nullable ValueType<?, ?>[NAMES.length];
    for (ValueType<?, ?> type : all) {
      table[type.id()] = type;
    }
    return table;
  }

  /** One more than the highest number of a type. */
  public static int ids() {
    return NAMES.length;
  }

  /** The type of what an entry holds. */
  public static ValueType<?, ?> of(Entry entry) {
    ValueType<?, ?> type = BY_ID[entry.type()];
    if (type == null) {
      throw new IllegalStateException("entry: type=" + entry.type());
    }
    return type;
  }

  /** The number of a name in any mixture of cases; -1: there is no such type. */
  public static int find(Slice name) {
    for (int id = 0; id < NAMES.length; id++) {
      if (!NAMES[id].isEmpty() && name.equalsIgnoreCase(NAMES[id])) {
        return id;
      }
    }
    return -1;
  }
}
