package dev.muninn.server.command.introspection;

import dev.muninn.server.bytes.Glob;
import dev.muninn.server.bytes.Slice;
import dev.muninn.server.command.AclCategory;
import dev.muninn.server.command.CommandSpec;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What COMMAND LIST FILTERBY asks for. */
@FunctionalInterface
interface NameFilter {
  /** Lets every command pass. */
  NameFilter ALL = command -> true;

  /** Whether the command is to be listed. */
  boolean passes(CommandSpec command);

  /**
   * The filter of that kind; null: there is no such kind. No command comes from a module, and none
   * belongs to an unknown category.
   */
  static @Nullable NameFilter of(Slice kind, Slice what) {
    if (kind.equalsIgnoreCase("module")) {
      return command -> false;
    }
    if (kind.equalsIgnoreCase("aclcat")) {
      long mask = mask(what.toString().toLowerCase(Locale.ROOT));
      return command -> (command.categories() & mask) != 0;
    }
    if (kind.equalsIgnoreCase("pattern")) {
      Glob glob = new Glob(what, true);
      return command -> glob.matches(command.nameBytes());
    }
    return null;
  }

  private static long mask(String category) {
    for (AclCategory each : AclCategory.values()) {
      if (each.text().equals(category)) {
        return each.mask();
      }
    }
    return 0;
  }
}
