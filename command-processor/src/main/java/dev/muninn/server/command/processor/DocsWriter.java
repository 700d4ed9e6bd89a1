package dev.muninn.server.command.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntBiFunction;
import java.util.stream.Collectors;

/** Writes {@code GeneratedCommandDocs}, which is loaded when COMMAND DOCS is first asked for. */
final class DocsWriter {
  private final List<CommandModel> commands;
  private final ToIntBiFunction<String, String> ordinal;

  DocsWriter(List<CommandModel> commands, ToIntBiFunction<String, String> ordinal) {
    this.commands = commands;
    this.ordinal = ordinal;
  }

  String source() {
    StringBuilder out = new StringBuilder(JavaText.HEADER);
    out.append("import static dev.muninn.server.command.ArgumentType.*;\n");
    out.append("import dev.muninn.server.command.CommandDocs.Argument;\n\n");
    out.append("/** Documentation of all commands, derived from their declarations. */\n");
    out.append(JavaText.GENERATED);
    out.append("final class GeneratedCommandDocs {\n");
    out.append("  private GeneratedCommandDocs() {}\n\n");
    out.append("  /** The documentation of the command of an id, made anew. */\n");
    out.append("  static CommandDocs of(int id) {\n    switch (id) {\n");
    for (int id = 0; id < commands.size(); id++) {
      out.append("      case " + id + ": return d" + id + "();\n");
    }
    out.append(
        "      default: throw new IllegalArgumentException(\"no such command: id=\" + id);\n");
    out.append("    }\n  }\n");
    for (int id = 0; id < commands.size(); id++) {
      out.append("\n  private static CommandDocs d" + id + "() {\n");
      out.append("    return " + docs(commands.get(id)) + ";\n  }\n");
    }
    return out.append("}\n").toString();
  }

  private String docs(CommandModel command) {
    List<String> history = new ArrayList<>();
    for (String line : command.history()) {
      int colon = line.indexOf(": ");
      history.add(line.substring(0, colon));
      history.add(line.substring(colon + 2));
    }
    return "new CommandDocs("
        + String.join(
            ", ",
            JavaText.literal(command.summary()),
            JavaText.literal(command.since()),
            JavaText.orNull(command.complexity()),
            JavaText.bits("DocFlag", Derivation.docFlags(command), ordinal),
            JavaText.orNull(command.deprecatedSince()),
            JavaText.orNull(command.replacedBy()),
            "new String[] " + JavaText.array(history),
            "new Argument[] {" + arguments(command.arguments()) + "}")
        + ")";
  }

  private static String arguments(List<Argument> arguments) {
    return arguments.stream().map(DocsWriter::argument).collect(Collectors.joining(", "));
  }

  private static String argument(Argument argument) {
    String children = arguments(argument.children());
    return "new Argument("
        + String.join(
            ", ",
            JavaText.literal(argument.name()),
            argument.type(),
            JavaText.orNull(argument.display()),
            String.valueOf(argument.keySpec()),
            JavaText.orNull(argument.token()),
            JavaText.orNull(argument.since()),
            JavaText.orNull(argument.deprecatedSince()),
            String.valueOf(argument.flags()))
        + (children.isEmpty() ? "" : ", " + children)
        + ")";
  }
}
