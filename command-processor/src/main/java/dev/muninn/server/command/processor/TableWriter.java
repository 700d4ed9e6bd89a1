package dev.muninn.server.command.processor;

import dev.muninn.server.command.processor.CommandModel.KeyModel;
import dev.muninn.server.command.processor.Derivation.Triple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToIntBiFunction;
import java.util.stream.Collectors;

/**
 * Writes {@code GeneratedCommands}: the table, cheap to build at start, and the dispatch. Methods
 * stay below 8000 bytes of code, above which HotSpot does not compile.
 */
final class TableWriter {
  /** Commands per dispatching method, at 9 bytes each. */
  private static final int DISPATCH_CHUNK = 512;

  /** Commands per table-building method, at some 50 bytes each. */
  private static final int TABLE_CHUNK = 100;

  private final List<CommandModel> commands;
  private final ToIntBiFunction<String, String> ordinal;
  private final Map<String, Integer> ids = new LinkedHashMap<>();
  private final Map<OptionsModel, Integer> optionsPlaces = new LinkedHashMap<>();
  private final Map<String, String> constants = new LinkedHashMap<>();

  TableWriter(List<CommandModel> commands, ToIntBiFunction<String, String> ordinal) {
    this.commands = commands;
    this.ordinal = ordinal;
    commands.forEach(each -> ids.put(each.name(), ids.size()));
    commands.stream()
        .map(CommandModel::options)
        .filter(Objects::nonNull)
        .forEach(each -> optionsPlaces.putIfAbsent(each, optionsPlaces.size()));
  }

  String source() {
    StringBuilder tables = new StringBuilder();
    for (int from = 0; from < commands.size(); from += TABLE_CHUNK) {
      table(tables, from, Math.min(commands.size(), from + TABLE_CHUNK));
    }
    StringBuilder out = new StringBuilder(JavaText.HEADER);
    out.append("/** All commands, derived from their declarations. */\n");
    out.append(JavaText.GENERATED);
    out.append("final class GeneratedCommands {\n");
    constants.forEach(
        (value, name) -> {
          String type = value.startsWith("new KeySpec") ? "KeySpec[]" : "String[]";
          out.append("  private static final " + type + " " + name + " = " + value + ";\n");
        });
    out.append("\n  /** Number of different classes of options. */\n");
    out.append("  static final int OPTIONS = " + optionsPlaces.size() + ";\n");
    out.append("\n  private GeneratedCommands() {}\n\n");
    specs(out);
    out.append(tables);
    dispatch(out);
    parsers(out);
    return out.append("}\n").toString();
  }

  private void specs(StringBuilder out) {
    out.append("  /** A new table; the index is the id. */\n");
    out.append("  static CommandSpec[] specs() {\n");
    out.append("    CommandSpec[] t = new CommandSpec[" + commands.size() + "];\n");
    for (int from = 0; from < commands.size(); from += TABLE_CHUNK) {
      out.append("    table" + from + "(t);\n");
    }
    for (CommandModel command : commands) {
      List<String> subcommands =
          commands.stream()
              .filter(each -> each.isSubcommand() && each.containerName().equals(command.name()))
              .map(each -> "t[" + ids.get(each.name()) + "]")
              .toList();
      if (!subcommands.isEmpty()) {
        out.append("    t[" + ids.get(command.name()) + "].subcommands(");
        out.append(String.join(", ", subcommands) + ");\n");
      }
    }
    out.append("    return t;\n  }\n\n");
  }

  private void table(StringBuilder out, int from, int to) {
    out.append("  private static void table" + from + "(CommandSpec[] t) {\n");
    for (int id = from; id < to; id++) {
      out.append("    t[" + id + "] = " + spec(id, commands.get(id)) + ";\n");
    }
    out.append("  }\n\n");
  }

  private String spec(int id, CommandModel command) {
    Triple triple = Derivation.triple(command.keys());
    List<String> flags = new ArrayList<>(command.flags());
    if (triple.movable()) {
      flags.add("MOVABLE_KEYS");
    }
    String keys = command.keys().stream().map(this::key).collect(Collectors.joining(", "));
    return "new CommandSpec("
        + String.join(
            ", ",
            String.valueOf(id),
            JavaText.literal(command.name()),
            command.isSubcommand() ? "t[" + ids.get(command.containerName()) + "]" : "null",
            String.valueOf(command.arity()),
            "Group." + command.family().group(),
            JavaText.bits("Flag", flags, ordinal) + "L",
            JavaText.bits("AclCategory", Derivation.categories(command), ordinal) + "L",
            constant("new KeySpec[] {" + keys + "}", "KEYS_"),
            triple.first() + ", " + triple.last() + ", " + triple.step(),
            "KeyFinder." + command.keyFinder(),
            constant(JavaText.array(command.tips()), "TIPS_"))
        + ")";
  }

  /** The constant that has {@code value}; equal values share one. */
  private String constant(String value, String prefix) {
    return constants.computeIfAbsent(value, ignored -> prefix + constants.size());
  }

  private String key(KeyModel key) {
    String begin;
    if (key.unknown()) {
      begin = "KeySpec.UNKNOWN, 0, \"\"";
    } else if (key.keyword().isEmpty()) {
      begin = "KeySpec.BEGIN_INDEX, " + key.begin() + ", \"\"";
    } else {
      begin = "KeySpec.BEGIN_KEYWORD, " + key.startFrom() + ", " + JavaText.literal(key.keyword());
    }
    String find;
    if (key.unknown()) {
      find = "KeySpec.UNKNOWN, 0, 1, 0";
    } else if (key.numberAt() >= 0) {
      find = "KeySpec.FIND_NUMBER, " + key.numberAt() + ", " + key.step() + ", " + key.firstKey();
    } else {
      find = "KeySpec.FIND_RANGE, " + key.last() + ", " + key.step() + ", " + key.limit();
    }
    return "new KeySpec("
        + JavaText.orNull(key.notes())
        + ", "
        + JavaText.bits("KeyFlag", key.flags(), ordinal)
        + ", "
        + begin
        + ", "
        + find
        + ")";
  }

  private void dispatch(StringBuilder out) {
    out.append("  /** Runs the command of an id. */\n");
    out.append("  static void dispatch(int id, Context c) {\n");
    for (int from = DISPATCH_CHUNK; from < commands.size(); from += DISPATCH_CHUNK) {
      out.append("    if (id >= " + from + ") {\n      dispatch" + from + "(id, c);\n");
      out.append("      return;\n    }\n");
    }
    dispatchCases(out, 0);
    for (int from = DISPATCH_CHUNK; from < commands.size(); from += DISPATCH_CHUNK) {
      out.append("\n  private static void dispatch" + from + "(int id, Context c) {\n");
      dispatchCases(out, from);
    }
  }

  private void parsers(StringBuilder out) {
    optionsPlaces.forEach(
        (options, place) -> {
          String type = options.type();
          String known = "c.options[" + place + "]";
          out.append("\n  private static " + type + " options" + place + "(Context c) {\n");
          out.append("    " + type + " options = (" + type + ") " + known + ";\n");
          out.append("    if (options == null) {\n");
          out.append("      options = new " + type + "(c);\n");
          out.append("      " + known + " = options;\n    }\n");
          out.append("    ((Options) options).begin();\n    return options;\n  }\n");
        });
  }

  private void dispatchCases(StringBuilder out, int from) {
    out.append("    switch (id) {\n");
    for (int id = from; id < Math.min(commands.size(), from + DISPATCH_CHUNK); id++) {
      CommandModel command = commands.get(id);
      if (command.isMethod()) {
        out.append("      case " + id + " -> " + command.owner() + "." + command.method());
        OptionsModel options = command.options();
        out.append(
            options == null ? "(c);\n" : "(c, options" + optionsPlaces.get(options) + "(c));\n");
      }
    }
    out.append(
        "      default -> throw new IllegalArgumentException(\"no such command: id=\" + id);\n");
    out.append("    }\n  }\n");
  }
}
