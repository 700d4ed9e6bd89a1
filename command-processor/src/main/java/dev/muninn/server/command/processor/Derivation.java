package dev.muninn.server.command.processor;

import dev.muninn.server.command.processor.CommandModel.KeyModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What follows from a declaration: implied ACL categories and the legacy key positions. */
final class Derivation {
  static final String DEPRECATED = "DEPRECATED";

  private Derivation() {}

  /**
   * Declared, the family's and implied categories, by the rules of Valkey 8
   * (setImplicitACLCategories).
   */
  static Set<String> categories(CommandModel command) {
    Set<String> all = new TreeSet<>(command.categories());
    if (command.isMethod()) {
      all.addAll(command.family().categories());
    }
    return withImplied(all, command.flags());
  }

  /** The same with the categories that flags imply. */
  static Set<String> withImplied(Set<String> all, List<String> flags) {
    if (flags.contains("WRITE")) {
      all.add("WRITE");
    }
    if (flags.contains("READONLY") && !all.contains("SCRIPTING")) {
      all.add("READ");
    }
    if (flags.contains("ADMIN")) {
      all.add("ADMIN");
      all.add("DANGEROUS");
    }
    if (flags.contains("PUBSUB")) {
      all.add("PUBSUB");
    }
    if (flags.contains("FAST")) {
      all.add("FAST");
    }
    if (flags.contains("BLOCKING")) {
      all.add("BLOCKING");
    }
    if (!all.contains("FAST")) {
      all.add("SLOW");
    }
    return all;
  }

  /** Flags of the documentation: declared, and that it is deprecated. */
  static List<String> docFlags(CommandModel command) {
    List<String> all = new ArrayList<>(command.docFlags());
    if (!command.deprecatedSince().isEmpty()) {
      all.add(DEPRECATED);
    }
    return all;
  }

  /**
   * First key, last key and step as COMMAND INFO replies them; all 0 if there is no such triple.
   *
   * @param movable the triple does not tell all keys
   */
  record Triple(int first, int last, int step, boolean movable) {}

  /** The triple of a command, by the rules of Valkey 8 (populateCommandLegacyRangeSpec). */
  static Triple triple(List<KeyModel> keys) {
    if (keys.isEmpty()) {
      return new Triple(0, 0, 0, false);
    }
    KeyModel only = keys.getFirst();
    if (keys.size() == 1 && only.isIndexedRange()) {
      int last = only.last() >= 0 ? only.begin() + only.last() : only.last();
      return new Triple(only.begin(), last, only.step(), only.flags().contains("INCOMPLETE"));
    }
    boolean movable = false;
    int first = Integer.MAX_VALUE;
    int last = 0;
    int previousLast = 0;
    for (KeyModel key : keys) {
      if (!key.isIndexedRange()
          || key.step() != 1
          || (previousLast != 0 && previousLast != key.begin() - 1)) {
        movable = true;
        continue;
      }
      movable |= key.flags().contains("INCOMPLETE");
      first = Math.min(first, key.begin());
      int absolute = key.last() >= 0 ? key.begin() + key.last() : key.last();
      last = Integer.compareUnsigned(absolute, last) > 0 ? absolute : last;
      previousLast = last;
    }
    return first == Integer.MAX_VALUE
        ? new Triple(0, 0, 0, true)
        : new Triple(first, last, 1, movable);
  }
}
