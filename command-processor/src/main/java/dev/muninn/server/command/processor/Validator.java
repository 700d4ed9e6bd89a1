package dev.muninn.server.command.processor;

import dev.muninn.server.command.processor.CommandModel.KeyModel;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Says what is wrong with a declaration, for its author to read. */
final class Validator {
  private static final Pattern NAME =
      Pattern.compile("[a-z][a-z0-9_.-]{0,23}(\\|[a-z][a-z0-9_.-]{0,23})?");
  private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+");
  private static final Pattern HISTORY = Pattern.compile("\\d+\\.\\d+\\.\\d+: \\S.*");

  private final Set<String> known;
  private final Set<String> containers;

  /**
   * @param known names of all commands
   * @param containers names of commands that have subcommands
   */
  Validator(Set<String> known, Set<String> containers) {
    this.known = known;
    this.containers = containers;
  }

  /** Reports everything that is wrong with one command. */
  void check(CommandModel command, Consumer<String> error) {
    checkName(command, error);
    checkTexts(command, error);
    checkFlags(command, error);
    checkArity(command, error);
    checkKeys(command, error);
  }

  private void checkName(CommandModel command, Consumer<String> error) {
    String name = command.name();
    if (!NAME.matcher(name).matches()) {
      error.accept("a name is lower case and has 1 to 24 characters a part");
      return;
    }
    if (command.isSubcommand() && !known.contains(command.containerName())) {
      error.accept("there is no container: name=" + command.containerName());
    }
    if (command.isSubcommand() && !command.isMethod()) {
      error.accept("a subcommand is a method");
    }
    if (!command.isMethod() && !containers.contains(name)) {
      error.accept("a command without a method needs subcommands");
    }
  }

  private static void checkTexts(CommandModel command, Consumer<String> error) {
    if (command.summary().isBlank()) {
      error.accept("no Javadoc to take the summary from");
    }
    if (!VERSION.matcher(command.since()).matches()) {
      error.accept("since is a version of three numbers: since=" + command.since());
    }
    String deprecated = command.deprecatedSince();
    if (!deprecated.isEmpty() && !VERSION.matcher(deprecated).matches()) {
      error.accept("deprecatedSince is a version of three numbers: deprecatedSince=" + deprecated);
    }
    command.history().stream()
        .filter(line -> !HISTORY.matcher(line).matches())
        .forEach(line -> error.accept("history is \"version: change\": line=" + line));
    if (command.docFlags().contains(Derivation.DEPRECATED)) {
      error.accept("DEPRECATED is derived from deprecatedSince");
    }
  }

  private static void checkFlags(CommandModel command, Consumer<String> error) {
    if (command.flags().contains("MOVABLE_KEYS")) {
      error.accept("MOVABLE_KEYS is derived from the keys");
    }
    if (command.flags().contains("WRITE") && command.flags().contains("READONLY")) {
      error.accept("WRITE excludes READONLY");
    }
    Set<String> derived = Derivation.withImplied(new TreeSet<>(), command.flags());
    if (command.isMethod()) {
      derived.addAll(command.family().categories());
    }
    command.categories().stream()
        .filter(derived::contains)
        .forEach(each -> error.accept("the category is derived, do not repeat it: " + each));
  }

  private void checkArity(CommandModel command, Consumer<String> error) {
    int arity = command.arity();
    int names = command.names();
    if (!command.isMethod()) {
      if (arity != -2) {
        error.accept("a container without a method has arity -2: arity=" + arity);
      }
      return;
    }
    if (containers.contains(command.name()) && arity > 0) {
      error.accept("a container's arity is negative: arity=" + arity);
    }
    int minimum = names + command.arguments().stream().mapToInt(Argument::minimum).sum();
    boolean fixed = command.arguments().stream().allMatch(Argument::fixed);
    if (arity > 0 && (!fixed || minimum != arity)) {
      error.accept(
          "arity and syntax disagree: arity=" + arity + ", syntax=" + shape(minimum, fixed));
    }
    boolean told = !command.arguments().isEmpty() || arity == -names;
    if (arity <= 0 && (-arity < names || (told && -arity > minimum))) {
      error.accept(
          "arity and syntax disagree: arity=" + arity + ", syntax=" + shape(minimum, fixed));
    }
  }

  private static String shape(int minimum, boolean fixed) {
    return (fixed ? "exactly " : "at least ") + minimum;
  }

  private static void checkKeys(CommandModel command, Consumer<String> error) {
    List<KeyModel> keys = command.keys();
    for (KeyModel key : keys) {
      if (!key.unknown() && (key.begin() > 0) == !key.keyword().isEmpty()) {
        error.accept("keys have a begin above 0, or a keyword, or are unknown");
      }
      if (!key.keyword().isEmpty() && key.startFrom() == 0) {
        error.accept("a keyword needs startFrom: keyword=" + key.keyword());
      }
      if (key.step() < 1) {
        error.accept("step of keys is at least 1: step=" + key.step());
      }
      long access = key.flags().stream().filter(Set.of("RO", "RW", "OW", "RM")::contains).count();
      if (access != 1 && !key.flags().contains("NOT_KEY")) {
        error.accept("flags of keys have one of RO, RW, OW, RM: flags=" + key.flags());
      }
    }
    boolean pseudo = keys.stream().anyMatch(key -> key.flags().contains("NOT_KEY"));
    Set<Integer> used =
        flatten(command.arguments())
            .map(Argument::keySpec)
            .filter(index -> index != Argument.NO_KEY)
            .collect(Collectors.toSet());
    Set<Integer> declared = IntStream.range(0, keys.size()).boxed().collect(Collectors.toSet());
    if (!pseudo && !used.equals(declared)) {
      error.accept("syntax and keys disagree: keys=" + declared + ", used by syntax=" + used);
    }
  }

  private static Stream<Argument> flatten(List<Argument> arguments) {
    return arguments.stream()
        .flatMap(each -> Stream.concat(Stream.of(each), flatten(each.children())));
  }
}
