package dev.muninn.server.command.processor;

import java.util.List;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * A declared command. Enum values are names of constants.
 *
 * @param element where it is declared, for messages
 * @param owner class that has the method; empty for a container without one
 * @param name full name, lower case, from the first words of the syntax
 * @param arity 0 until {@link Completion} has derived what is not said
 * @param categories those of the command alone
 * @param keys complete once {@link Completion} has derived what is not said
 * @param options null if the method takes none
 */
record CommandModel(
    Element element,
    String owner,
    String method,
    String name,
    Family family,
    int arity,
    String since,
    String summary,
    String complexity,
    List<String> flags,
    List<String> categories,
    List<KeyModel> keys,
    String keyFinder,
    List<Argument> arguments,
    List<String> tips,
    List<String> history,
    List<String> docFlags,
    String deprecatedSince,
    String replacedBy,
    @Nullable OptionsModel options) {

  boolean isSubcommand() {
    return name.indexOf('|') >= 0;
  }

  boolean isMethod() {
    return !owner.isEmpty();
  }

  String containerName() {
    return name.substring(0, name.indexOf('|'));
  }

  /** Number of words that name the command in a request. */
  int names() {
    return isSubcommand() ? 2 : 1;
  }

  /** The same with what has been derived. */
  CommandModel completed(int newArity, List<KeyModel> newKeys, List<Argument> newArguments) {
    return new CommandModel(
        element,
        owner,
        method,
        name,
        family,
        newArity,
        since,
        summary,
        complexity,
        flags,
        categories,
        newKeys,
        keyFinder,
        newArguments,
        tips,
        history,
        docFlags,
        deprecatedSince,
        replacedBy,
        options);
  }

  /** What the commands of a package or class have in common. */
  record Family(String group, List<String> categories) {}

  /** A declared key specification. */
  record KeyModel(
      int begin,
      String keyword,
      int startFrom,
      boolean unknown,
      int last,
      int step,
      int limit,
      int numberAt,
      int firstKey,
      List<String> flags,
      String notes) {

    boolean isIndexedRange() {
      return !unknown && keyword.isEmpty() && numberAt < 0;
    }

    /** Whether it says where the search begins. */
    boolean isPlaced() {
      return begin != 0 || !keyword.isEmpty() || unknown;
    }

    KeyModel withFlags(List<String> newFlags) {
      return new KeyModel(
          begin, keyword, startFrom, unknown, last, step, limit, numberAt, firstKey, newFlags,
          notes);
    }
  }
}
