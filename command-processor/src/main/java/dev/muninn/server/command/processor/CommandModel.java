package dev.muninn.server.command.processor;

import java.util.List;
import javax.lang.model.element.Element;

/**
 * A declared command. Enum values are names of constants.
 *
 * @param element where it is declared, for messages
 * @param owner class that has the method; empty for a container without one
 */
record CommandModel(
    Element element,
    String owner,
    String method,
    String name,
    String group,
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
    String replacedBy) {

  boolean isSubcommand() {
    return name.indexOf('|') >= 0;
  }

  String containerName() {
    return name.substring(0, name.indexOf('|'));
  }

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
  }
}
