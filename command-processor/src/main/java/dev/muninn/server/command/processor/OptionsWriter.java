package dev.muninn.server.command.processor;

import dev.muninn.server.command.processor.OptionsModel.Choice;
import dev.muninn.server.command.processor.OptionsModel.Kind;
import dev.muninn.server.command.processor.OptionsModel.Option;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes the class that parses the options of a command. */
final class OptionsWriter {
  private final OptionsModel model;
  private final StringBuilder out = new StringBuilder();

  OptionsWriter(OptionsModel model) {
    this.model = model;
  }

  String source() {
    out.append("package " + model.packageName() + ";\n\n");
    out.append("import dev.muninn.server.bytes.Slice;\n");
    out.append("import dev.muninn.server.command.Context;\n");
    out.append("import dev.muninn.server.command.Options;\n");
    if (!model.unknown().isEmpty()) {
      out.append("import dev.muninn.server.resp.RespError;\n");
    }
    out.append("import javax.annotation.processing.Generated;\n\n");
    out.append("/** Options, derived from the syntax of the commands that take them. */\n");
    out.append(JavaText.GENERATED);
    out.append("public final class " + model.simpleName() + " extends Options {\n");
    constants();
    out.append("  /** The options of the calls of a frame. */\n");
    out.append("  public " + model.simpleName() + "(Context context) {\n");
    out.append("    super(context, " + model.from() + ", TABLE);\n  }\n");
    find();
    if (!model.unknown().isEmpty()) {
      out.append("\n  @Override\n  protected RespError unknown(Slice word) {\n");
      out.append("    return RespError." + model.unknown() + "(word);\n  }\n");
    }
    model.options().forEach(this::accessor);
    model.choices().forEach(this::accessor);
    return out.append("}\n").toString();
  }

  private void constants() {
    List<Option> options = model.options();
    long integers = 0;
    long last = 0;
    for (int i = 0; i < options.size(); i++) {
      Option option = options.get(i);
      out.append("  /** " + option.token() + ". */\n");
      out.append("  public static final int " + option.constant() + " = " + i + ";\n\n");
      integers |= option.kind() == Kind.INTEGER ? 1L << i : 0;
      last |= option.kind() == Kind.REST ? 1L << i : 0;
    }
    out.append("  private static final Table TABLE =\n      new Table(\n");
    out.append("          new int[] {" + numbers(options, each -> each.values() + "") + "},\n");
    out.append("          new long[] {" + numbers(options, each -> mask(each.excludes())) + "},\n");
    out.append("          " + mask(integers) + ",\n          " + mask(last) + ");\n\n");
  }

  private static String numbers(List<Option> options, Function<Option, String> number) {
    return options.stream().map(number).collect(Collectors.joining(", "));
  }

  private static String mask(long bits) {
    return "0x" + Long.toHexString(bits) + "L";
  }

  private void find() {
    out.append("\n  @Override\n  protected int find(Slice word) {\n");
    for (Option option : model.options()) {
      String lower = JavaText.literal(option.token().toLowerCase(Locale.ROOT));
      out.append("    if (word.equalsIgnoreCase(" + lower + ")) {\n");
      out.append("      return " + option.constant() + ";\n    }\n");
    }
    out.append("    return NONE;\n  }\n");
  }

  private void accessor(Option option) {
    String constant = option.constant();
    String name = camelCase(option.argument());
    switch (option.kind()) {
      case FLAG ->
          method("Whether it was given.", "boolean " + name + "()", "has(" + constant + ")");
      case INTEGER ->
          method(
              "Its value, or another if it was not given.",
              "long " + name + "(long otherwise)",
              "number(" + constant + ", otherwise)");
      case WORD, WORDS, REST ->
          method(
              "Index of its first value among the arguments; 0: it was not given.",
              "int " + name + "()",
              "place(" + constant + ")");
      case ALTERNATIVE -> {}
    }
  }

  private void accessor(Choice choice) {
    method(
        "Which one was given; below 0: none.",
        "int " + camelCase(choice.argument()) + "()",
        "either(" + mask(choice.options()) + ")");
  }

  private void method(String doc, String signature, String value) {
    out.append("\n  /** " + doc + " */\n  public " + signature + " {\n");
    out.append("    return " + value + ";\n  }\n");
  }

  private static String camelCase(String name) {
    StringBuilder text = new StringBuilder();
    boolean upper = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '-') {
        upper = true;
      } else {
        text.append(upper ? Character.toUpperCase(c) : c);
        upper = false;
      }
    }
    return text.toString();
  }
}
