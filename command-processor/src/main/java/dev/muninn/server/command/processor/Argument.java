package dev.muninn.server.command.processor;

import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An argument of a command as parsed from the notation.
 *
 * @param type name of a constant of {@code ArgumentType}
 * @param display name to show; null for blocks and alternatives
 * @param keySpec index of a key specification; {@link #NO_KEY}: none
 */
record Argument(
    String name,
    String type,
    @Nullable String display,
    int keySpec,
    @Nullable String token,
    @Nullable String since,
    @Nullable String deprecatedSince,
    boolean optional,
    boolean multiple,
    boolean multipleToken,
    List<Argument> children) {

  static final int NO_KEY = -1;

  /** Bits as the record {@code CommandDocs.Argument} has them. */
  int flags() {
    return (optional ? 1 : 0) | (multiple ? 2 : 0) | (multipleToken ? 4 : 0);
  }

  /** Fewest words of a request that this argument stands for; 0: it may be left out. */
  int minimum() {
    if (optional) {
      return 0;
    }
    int words = token == null ? 0 : 1;
    return switch (type) {
      case "PURE_TOKEN" -> 1;
      case "ONEOF" ->
          words + Math.max(1, children.stream().mapToInt(Argument::minimum).min().orElse(0));
      case "BLOCK" -> words + children.stream().mapToInt(Argument::minimum).sum();
      default -> words + 1;
    };
  }

  /** Whether every request has the same number of words for this argument. */
  boolean fixed() {
    if (optional || multiple) {
      return false;
    }
    return children.stream().allMatch(Argument::fixed)
        && (!type.equals("ONEOF")
            || children.stream().map(Argument::minimum).distinct().count() <= 1);
  }

  /** The same with a key specification wherever a key does not say its own. */
  Argument withDefaultKeySpecs(IntSupplier next) {
    int index = keySpec == NO_KEY && type.equals("KEY") ? next.getAsInt() : keySpec;
    return new Argument(
        name,
        type,
        display,
        index,
        token,
        since,
        deprecatedSince,
        optional,
        multiple,
        multipleToken,
        children.stream().map(child -> child.withDefaultKeySpecs(next)).toList());
  }
}
