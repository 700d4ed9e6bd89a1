package dev.muninn.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.server.command.processor.CommandProcessor;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the processor in a compiler on declarations right and wrong. */
class CommandProcessorTest {
  private static final String HEAD =
      "name = \"test\", group = Group.SERVER, since = \"1.0.0\", summary = \"S\", ";

  private final Path output;

  CommandProcessorTest(@TempDir Path output) {
    this.output = output;
  }

  private List<String> compile(String... members) throws IOException {
    String source =
        "package family;\n"
            + "import dev.muninn.server.command.*;\n"
            + "public final class Family {\n"
            + String.join("\n", members)
            + "\n}\n";
    return compileSource(source);
  }

  private List<String> compileSource(String source) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    JavaFileObject file =
        new SimpleJavaFileObject(
            URI.create("string:///family/Family.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    List<String> options =
        List.of("-d", output.toString(), "-classpath", System.getProperty("java.class.path"));
    JavaCompiler.CompilationTask task =
        compiler.getTask(new StringWriter(), null, diagnostics, options, null, List.of(file));
    task.setProcessors(List.of(new CommandProcessor()));
    task.call();
    List<String> errors = new ArrayList<>();
    for (Diagnostic<?> each : diagnostics.getDiagnostics()) {
      if (each.getKind() == Diagnostic.Kind.ERROR) {
        errors.add(each.getMessage(Locale.ROOT));
      }
    }
    return errors;
  }

  private static String method(String annotation) {
    return "@Command(" + annotation + ")\npublic static void run(Context c) {}";
  }

  @Test
  void shouldGenerateTablesThatCompile() throws IOException {
    List<String> errors =
        compile(
            method(
                HEAD + "arity = 2, syntax = \"a:string\", tips = {\"x\"}, complexity = \"O(1)\""),
            "@Command(name = \"test2|sub\", group = Group.SERVER, since = \"1.0.0\","
                + " summary = \"a \\\"quoted\\\" one\", arity = 2)"
                + " public static void sub(Context c) {}\n"
                + "@Command(name = \"test2\", group = Group.SERVER, since = \"1.0.0\","
                + " summary = \"S\", arity = -1) public static void two(Context c) {}");
    assertThat(errors).isEmpty();
    Path classes = output.resolve("dev/muninn/server/command");
    assertThat(classes.resolve("GeneratedCommands.class")).exists();
    assertThat(classes.resolve("GeneratedCommandDocs.class")).exists();
    String source = Files.readString(classes.resolve("GeneratedCommands.java"));
    assertThat(source)
        .contains("case 0 -> family.Family.run(c);")
        .contains("t[1].subcommands(t[2]);");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "arity = 2; arity and syntax disagree: arity=2, syntax=exactly 1",
        "arity = 2, syntax = \"[A]\"; arity and syntax disagree: arity=2, syntax=at least 1",
        "arity = -3, syntax = \"a:string\";"
            + " arity and syntax disagree: arity=-3, syntax=exactly 2",
        "arity = 2, syntax = \"k:key\";"
            + " an argument of type key needs @index if there is not exactly one @Keys",
        "arity = 1, keys = @Keys(begin = 1, flags = {KeyFlag.RO});"
            + " syntax and keys disagree: keys=[0], used by syntax=[]",
        "arity = 2, syntax = \"k:key\", keys = @Keys(begin = 1, flags = {KeyFlag.ACCESS});"
            + " flags of keys have one of RO, RW, OW, RM: flags=[ACCESS]",
        "arity = 2, syntax = \"k:key\", keys = @Keys(flags = {KeyFlag.RO});"
            + " keys have a begin above 0, or a keyword, or are unknown",
        "arity = 1, flags = {Flag.WRITE, Flag.READONLY}; WRITE excludes READONLY",
        "arity = 1, flags = {Flag.MOVABLE_KEYS}; MOVABLE_KEYS is derived from the keys",
        "arity = 1, history = {\"news\"}; history is \"version: change\": line=news",
        "arity = 1, docFlags = {DocFlag.DEPRECATED};"
            + " docFlags DEPRECATED and deprecatedSince go together"
      })
  void shouldRejectWhatContradictsItself(String rest, String message) throws IOException {
    assertThat(compile(method(HEAD + rest))).containsExactly("@Command test: " + message);
  }

  @Test
  void shouldRejectWrongTexts() throws IOException {
    assertThat(
            compile(
                method(
                    "name = \"Test\", group = Group.SERVER, since = \"1\", summary = \"\","
                        + " arity = 1")))
        .containsExactly(
            "@Command Test: a name is lower case and has 1 to 24 characters a part",
            "@Command Test: no summary",
            "@Command Test: since is a version of three numbers: since=1");
    assertThat(compile(method(HEAD + "arity = 1, syntax = \"a\"")))
        .containsExactly("@Command: syntax: expected one of : = < { after a at the end");
  }

  @Test
  void shouldRejectDuplicatesAndOrphans() throws IOException {
    assertThat(
            compile(
                method(HEAD + "arity = 1"),
                "@Command(" + HEAD + "arity = 1) public static void again(Context c) {}"))
        .containsExactly("@Command test: declared twice, also by family.Family");
    assertThat(
            compile(
                "@Command(name = \"a|b\", group = Group.SERVER, since = \"1.0.0\","
                    + " summary = \"S\", arity = 2) public static void b(Context c) {}"))
        .containsExactly("@Command a|b: there is no container: name=a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "static void run(Context c) {}",
        "public void run(Context c) {}",
        "public static int run(Context c) { return 0; }",
        "public static void run() {}",
        "public static void run(Object c) {}",
        "public static void run(Context c) throws Exception {}",
        "public static <T> void run(Context c) {}"
      })
  void shouldRejectOtherSignatures(String method) throws IOException {
    assertThat(compile("@Command(" + HEAD + "arity = 1)\n" + method))
        .containsExactly(
            "@Command test: a command is a method \"public static void name(Context c)\"");
  }

  @Test
  void shouldRejectClassesThatCannotBeReached() throws IOException {
    String message = "@Command test: the class of a command is public and not nested";
    assertThat(compile("public static class Inner {" + method(HEAD + "arity = 1") + "}"))
        .containsExactly(message);
    assertThat(
            compileSource(
                "package family; import dev.muninn.server.command.*; class Family {"
                    + method(HEAD + "arity = 1")
                    + "}"))
        .containsExactly(message);
  }

  @Test
  void shouldRejectContainersThatContainNothing() throws IOException {
    assertThat(
            compileSource(
                "package family; import dev.muninn.server.command.*;"
                    + "@Command("
                    + HEAD
                    + "arity = -1) public class Family {}"))
        .containsExactly(
            "@Command test: a command without a method needs subcommands",
            "@Command test: a container without a method has arity -2: arity=-1");
  }
}
