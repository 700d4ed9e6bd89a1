package dev.muninn.server.command.processor;

import dev.muninn.server.command.processor.CommandModel.KeyModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Adds to a declaration what its syntax and flags tell: arity, places and access of the keys. Says
 * where a declaration repeats what would be derived.
 */
final class Completion {
  private static final List<String> READ = List.of("RO", "ACCESS");
  private static final List<String> CHANGE = List.of("RW", "UPDATE");

  private final Set<String> containers;

  /**
   * @param containers names of commands that have subcommands
   */
  Completion(Set<String> containers) {
    this.containers = containers;
  }

  /** The command with everything that it does not say itself; null after an error. */
  @Nullable CommandModel complete(CommandModel command, Consumer<String> error) {
    int[] errors = {0};
    Consumer<String> counted =
        text -> {
          errors[0]++;
          error.accept(text);
        };
    int arity = derivedArity(command);
    if (command.arity() == arity) {
      counted.accept("arity is derived, do not repeat it: arity=" + arity);
    }
    List<Argument> arguments = withKeySpecs(command, counted);
    List<KeyModel> keys = errors[0] > 0 ? List.of() : keys(command, arguments, counted);
    return errors[0] > 0
        ? null
        : command.completed(command.arity() == 0 ? arity : command.arity(), keys, arguments);
  }

  private int derivedArity(CommandModel command) {
    if (!command.isMethod()) {
      return -2;
    }
    int minimum = command.names() + command.arguments().stream().mapToInt(Argument::minimum).sum();
    boolean fixed = command.arguments().stream().allMatch(Argument::fixed);
    return fixed && !containers.contains(command.name()) ? minimum : -minimum;
  }

  /** Arguments of type key belong to the only specification, or each to its own, in order. */
  private static List<Argument> withKeySpecs(CommandModel command, Consumer<String> error) {
    List<Argument> found = new ArrayList<>();
    collectKeys(command.arguments(), found);
    int declared = command.keys().size();
    boolean each = declared > 1 && declared == found.size();
    if (declared > 1 && !each) {
      if (found.stream().anyMatch(key -> key.keySpec() == Argument.NO_KEY)) {
        error.accept(
            "keys need an @index if there are several @Keys, but not one for each of them");
      }
      return command.arguments();
    }
    for (int i = 0; i < found.size(); i++) {
      if (found.get(i).keySpec() == (each ? i : 0)) {
        error.accept("@" + found.get(i).keySpec() + " is derived, do not repeat it");
      }
    }
    int[] next = {0};
    return command.arguments().stream()
        .map(argument -> argument.withDefaultKeySpecs(() -> each ? next[0]++ : 0))
        .toList();
  }

  private static void collectKeys(List<Argument> arguments, List<Argument> out) {
    for (Argument argument : arguments) {
      if (argument.type().equals("KEY")) {
        out.add(argument);
      }
      collectKeys(argument.children(), out);
    }
  }

  private static List<KeyModel> keys(
      CommandModel command, List<Argument> arguments, Consumer<String> error) {
    List<Argument> found = new ArrayList<>();
    collectKeys(arguments, found);
    Set<Integer> indexes =
        IntStream.range(0, command.keys().size())
            .boxed()
            .collect(Collectors.toCollection(TreeSet::new));
    found.stream().map(Argument::keySpec).filter(i -> i != Argument.NO_KEY).forEach(indexes::add);
    List<@Nullable KeyPlace> places = KeyPlace.of(arguments, command.names());
    List<KeyModel> keys = new ArrayList<>();
    for (int index : indexes) {
      List<@Nullable KeyPlace> own = new ArrayList<>();
      for (int i = 0; i < found.size(); i++) {
        if (found.get(i).keySpec() == index) {
          own.add(places.get(i));
        }
      }
      KeyPlace place = own.isEmpty() ? null : KeyPlace.join(own);
      KeyModel key =
          index < command.keys().size() ? placed(command.keys().get(index), place, error) : null;
      if (key == null && place != null) {
        key = place.model(List.of(), "");
      }
      if (key == null) {
        error.accept("the syntax does not tell where keys are: index=" + index);
      } else {
        keys.add(withAccess(command, key, error));
      }
    }
    return keys;
  }

  private static @Nullable KeyModel placed(
      KeyModel declared, @Nullable KeyPlace place, Consumer<String> error) {
    if (declared.isPlaced()) {
      if (place != null && place.is(declared)) {
        error.accept("the place of keys is derived, do not repeat it: begin=" + declared.begin());
      }
      return declared;
    }
    if (declared.last() != 0 || declared.step() != 1 || declared.numberAt() >= 0) {
      error.accept("keys that say last, step or numberAt say where they begin");
    }
    return place == null ? null : place.model(declared.flags(), declared.notes());
  }

  private static KeyModel withAccess(CommandModel command, KeyModel key, Consumer<String> error) {
    List<String> derived =
        command.flags().contains("WRITE")
            ? CHANGE
            : command.flags().contains("READONLY") ? READ : List.of();
    if (key.flags().isEmpty()) {
      if (derived.isEmpty()) {
        error.accept("flags of keys are derived from READONLY or WRITE only");
      }
      return key.withFlags(derived);
    }
    if (Set.copyOf(key.flags()).equals(Set.copyOf(derived))) {
      error.accept("flags of keys are derived, do not repeat them: flags=" + key.flags());
    }
    return key;
  }
}
