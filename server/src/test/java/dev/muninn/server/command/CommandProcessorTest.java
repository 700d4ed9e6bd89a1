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
  private static final String FAMILY = "@Family(group = Group.SERVER)\n";
  private static final String SINCE = ", since = \"1.0.0\"";

  private final Path output;

  CommandProcessorTest(@TempDir Path output) {
    this.output = output;
  }

  private List<String> compile(String... members) throws IOException {
    String source =
        "package family;\n"
            + "import dev.muninn.server.command.*;\n"
            + FAMILY
            + "public final class Tests {\n"
            + String.join("\n", members)
            + "\n}\n";
    return compileSource(source);
  }

  private List<String> compileSource(String... sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    List<JavaFileObject> files = new ArrayList<>();
    for (String source : sources) {
      files.add(source(source.startsWith("@") ? "package-info" : "Tests", source));
    }
    List<String> options =
        List.of("-d", output.toString(), "-classpath", System.getProperty("java.class.path"));
    JavaCompiler.CompilationTask task =
        compiler.getTask(new StringWriter(), null, diagnostics, options, null, files);
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

  private static JavaFileObject source(String name, String source) {
    return new SimpleJavaFileObject(
        URI.create("string:///family/" + name + ".java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source;
      }
    };
  }

  /** A command of some syntax; {@code more} are members of its annotation. */
  private static String command(String syntax, String more) {
    return declared(syntax, more) + "public static void run(Context c) {}";
  }

  private static String declared(String syntax, String more) {
    return "/** S. */ @Command(syntax = \""
        + syntax
        + "\""
        + SINCE
        + (more.isEmpty() ? "" : ", " + more)
        + ") ";
  }

  private String generated(String name) throws IOException {
    return Files.readString(output.resolve("dev/muninn/server/command/" + name + ".java"));
  }

  @Test
  void shouldGenerateTablesThatCompile() throws IOException {
    List<String> errors =
        compile(
            command("TEST a:string", "tips = {\"x\"}, complexity = \"O(1)\""),
            "/** A \"quoted\" one. */ @Command(syntax = \"TEST2 SUB\""
                + SINCE
                + ") public static void sub(Context c) {}\n"
                + declared("TEST2", "")
                + "public static void two(Context c) {}");
    assertThat(errors).isEmpty();
    assertThat(output.resolve("dev/muninn/server/command/GeneratedCommands.class")).exists();
    assertThat(output.resolve("dev/muninn/server/command/GeneratedCommandDocs.class")).exists();
    assertThat(generated("GeneratedCommands"))
        .contains("case 0 -> family.Tests.run(c);")
        .contains("t[1].subcommands(t[2]);");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "TEST; 1",
        "TEST a:string; 2",
        "TEST a:string [B]; -2",
        "TEST a<B|c:integer>; 2",
        "TEST a<B|C c:integer>; -2",
        "TEST a{b:string c:string}...; -3"
      })
  void shouldDeriveTheArity(String syntax, int arity) throws IOException {
    assertThat(compile(command(syntax, ""))).isEmpty();
    assertThat(generated("GeneratedCommands"))
        .contains("new CommandSpec(0, \"test\", null, " + arity + ", Group.SERVER,");
  }

  @Test
  void shouldDeriveTheArityOfContainers() throws IOException {
    assertThat(
            compile(
                command("TEST", ""),
                declared("TEST SUB", "") + "public static void sub(Context c) {}"))
        .isEmpty();
    assertThat(generated("GeneratedCommands"))
        .contains("new CommandSpec(0, \"test\", null, -1,")
        .contains("new CommandSpec(1, \"test|sub\", t[0], 2,");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "k:key; BEGIN_INDEX, 1, '\"\"', KeySpec.FIND_RANGE, 0, 1, 0",
        "a:integer k:key; BEGIN_INDEX, 2, '\"\"', KeySpec.FIND_RANGE, 0, 1, 0",
        "k:key...; BEGIN_INDEX, 1, '\"\"', KeySpec.FIND_RANGE, -1, 1, 0",
        "a{k:key v:string}...; BEGIN_INDEX, 1, '\"\"', KeySpec.FIND_RANGE, -1, 2, 0",
        "k1:key k2:key; BEGIN_INDEX, 1, '\"\"', KeySpec.FIND_RANGE, 1, 1, 0",
        "k1:key v1:string k2:key v2:string; BEGIN_INDEX, 1, '\"\"', KeySpec.FIND_RANGE, 2, 2, 0",
        "numkeys:integer k:key... [A]; BEGIN_INDEX, 1, '\"\"', KeySpec.FIND_NUMBER, 0, 1, 1"
      })
  void shouldDeriveWhereKeysAre(String syntax, String place) throws IOException {
    assertThat(compile(command("TEST " + syntax, "flags = Flag.READONLY"))).isEmpty();
    assertThat(generated("GeneratedCommands"))
        .contains("new KeySpec(null, 0x11, KeySpec." + place.replace("'", "") + ")");
  }

  @Test
  void shouldDeriveHowKeysAreAccessed() throws IOException {
    assertThat(
            compile(
                command(
                    "TEST k1:key k2:key",
                    "flags = Flag.WRITE,"
                        + " keys = {@Keys({KeyFlag.RO, KeyFlag.ACCESS}), @Keys}")))
        .isEmpty();
    assertThat(generated("GeneratedCommands"))
        .contains("new KeySpec(null, 0x11, KeySpec.BEGIN_INDEX, 1,")
        .contains("new KeySpec(null, 0x22, KeySpec.BEGIN_INDEX, 2,");
    assertThat(generated("GeneratedCommandDocs"))
        .contains("new Argument(\"k1\", KEY, \"k1\", 0,")
        .contains("new Argument(\"k2\", KEY, \"k2\", 1,");
  }

  @Test
  void shouldTakeGroupAndCategoriesFromThePackage() throws IOException {
    String categories = ", categories = {AclCategory.STRING, AclCategory.TRACE})";
    String common =
        "@Family(group = Group.STRING"
            + categories
            + " package family; "
            + "import dev.muninn.server.command.*;";
    String type =
        "package family; import dev.muninn.server.command.*; %s public final class Tests {"
            + command("TEST", "")
            + "}";
    assertThat(compileSource(common, type.formatted(""))).isEmpty();
    // STRING, SLOW and TRACE.
    assertThat(generated("GeneratedCommands")).contains("1, Group.STRING, 0x0L, 0x208080L,");
    assertThat(compileSource(common, type.formatted("@Family(group = Group.LIST)"))).isEmpty();
    assertThat(generated("GeneratedCommands")).contains("1, Group.LIST, 0x0L, 0x8000L,");
    assertThat(compileSource(common, type.formatted("@Family(group = Group.STRING" + categories)))
        .containsExactly("@Family: the package says it already, do not repeat it");
    assertThat(compileSource(type.formatted("")))
        .containsExactly("@Command: neither the class nor its package has a @Family");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "One.; One.",
        "One. Two.; One.",
        "Takes {@code a.b} and 2.5 of it! More; Takes a.b and 2.5 of it!",
        "No end @param; No end @param"
      })
  void shouldTakeTheSummaryFromTheJavadoc(String comment, String summary) throws IOException {
    String declaration = command("TEST", "").replace("S.", comment);
    assertThat(compile(declaration)).isEmpty();
    assertThat(generated("GeneratedCommandDocs")).contains("new CommandDocs(\"" + summary + "\",");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "TEST; arity = 2; arity and syntax disagree: arity=2, syntax=exactly 1",
        "TEST [A]; arity = 2; arity and syntax disagree: arity=2, syntax=at least 1",
        "TEST a:string; arity = -3; arity and syntax disagree: arity=-3, syntax=exactly 2",
        "TEST a:string; arity = 2; arity is derived, do not repeat it: arity=2",
        "TEST a:key b:key c:key; flags = Flag.WRITE, keys = {@Keys(KeyFlag.RM), @Keys};"
            + " keys need an @index if there are several @Keys, but not one for each of them",
        "TEST k:key@0; flags = Flag.WRITE; @0 is derived, do not repeat it",
        "TEST; keys = @Keys(value = KeyFlag.RO, begin = 1);"
            + " syntax and keys disagree: keys=[0], used by syntax=[]",
        "TEST; keys = @Keys(KeyFlag.RO); the syntax does not tell where keys are: index=0",
        "TEST [A] k:key; flags = Flag.READONLY;"
            + " the syntax does not tell where keys are: index=0",
        "TEST k:key; flags = Flag.READONLY, keys = @Keys(begin = 1);"
            + " the place of keys is derived, do not repeat it: begin=1",
        "TEST k:key; keys = @Keys(value = KeyFlag.RO, last = -1);"
            + " keys that say last, step or numberAt say where they begin",
        "TEST k:key; flags = Flag.WRITE, keys = @Keys({KeyFlag.UPDATE, KeyFlag.RW});"
            + " flags of keys are derived, do not repeat them: flags=[UPDATE, RW]",
        "TEST k:key; keys = @Keys(KeyFlag.ACCESS);"
            + " flags of keys have one of RO, RW, OW, RM: flags=[ACCESS]",
        "TEST; flags = {Flag.WRITE, Flag.READONLY}; WRITE excludes READONLY",
        "TEST; flags = Flag.MOVABLE_KEYS; MOVABLE_KEYS is derived from the keys",
        "TEST; flags = Flag.WRITE, categories = AclCategory.WRITE;"
            + " the category is derived, do not repeat it: WRITE",
        "TEST; history = `news`; history is `version: change`: line=news",
        "TEST; docFlags = DocFlag.DEPRECATED; DEPRECATED is derived from deprecatedSince"
      })
  void shouldRejectWhatContradictsOrRepeatsItself(String syntax, String more, String message)
      throws IOException {
    assertThat(compile(command(syntax, more.replace('`', '"'))))
        .containsExactly("@Command test: " + message.replace('`', '"'));
  }

  @Test
  void shouldRejectKeysThatNobodySaysTheAccessOf() throws IOException {
    assertThat(compile(command("TEST k:key", "")))
        .contains("@Command test: flags of keys are derived from READONLY or WRITE only");
  }

  @Test
  void shouldRejectWrongTexts() throws IOException {
    assertThat(
            compile(
                "@Command(syntax = \"T2345678901234567890123456\", since = \"1\")"
                    + " public static void run(Context c) {}"))
        .containsExactly(
            "@Command t2345678901234567890123456:"
                + " a name is lower case and has 1 to 24 characters a part",
            "@Command t2345678901234567890123456: no Javadoc to take the summary from",
            "@Command t2345678901234567890123456:"
                + " since is a version of three numbers: since=1");
    assertThat(compile(command("TEST a", "")))
        .containsExactly("@Command: syntax: expected one of : = < { after a at the end");
    assertThat(compile(command("test", "")))
        .containsExactly("@Command: syntax: expected the command's name in upper case at \"test\"");
  }

  @Test
  void shouldRejectDuplicatesAndOrphans() throws IOException {
    assertThat(
            compile(
                command("TEST", ""),
                declared("TEST", "") + "public static void again(Context c) {}"))
        .containsExactly("@Command test: declared twice, also by family.Tests");
    assertThat(compile(command("A B", "")))
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
    assertThat(compile(declared("TEST", "") + method))
        .containsExactly(
            "@Command test: a command is a method \"public static void name(Context c)\", or with"
                + " options as well");
  }

  @Test
  void shouldRejectClassesThatCannotBeReached() throws IOException {
    String message = "@Command test: the class of a command is public and not nested";
    assertThat(compile(FAMILY + "public static class Inner {" + command("TEST", "") + "}"))
        .containsExactly(message);
    assertThat(
            compileSource(
                "package family; import dev.muninn.server.command.*;"
                    + FAMILY
                    + "class Tests {"
                    + command("TEST", "")
                    + "}"))
        .containsExactly(message);
  }

  @Test
  void shouldRejectContainersThatContainNothing() throws IOException {
    assertThat(
            compileSource(
                "package family; import dev.muninn.server.command.*;"
                    + declared("TEST", "arity = -1")
                    + FAMILY
                    + "public class Tests {}"))
        .containsExactly(
            "@Command test: a command without a method needs subcommands",
            "@Command test: a container without a method has arity -2: arity=-1");
  }

  private static String withOptions(String syntax, String more) {
    return declared(syntax, more) + "public static void run(Context c, RunOptions options) {}";
  }

  @Test
  void shouldDeriveAParserOfOptions() throws IOException {
    assertThat(
            compile(
                withOptions(
                    "TEST k:string [NX] [COUNT how-many:integer] [AUTH auth{u:string p:string}]"
                        + " [time<EX a:integer|PX b:integer|KEEP>] FIELDS fields{n:integer"
                        + " f:string...}",
                    ""),
                "static int use(RunOptions o) {"
                    + " return (int) o.howMany(0) + o.auth() + o.time() + o.place(RunOptions.EX)"
                    + " + o.fields() + (o.nx() || o.keep() ? 1 : 0); }"))
        .isEmpty();
    assertThat(generated("GeneratedCommands"))
        .contains("case 0 -> family.Tests.run(c, options0(c));");
    assertThat(Files.readString(output.resolve("family/RunOptions.java")))
        .contains("super(context, 2, TABLE);")
        .contains("new int[] {0, 1, 2, 1, 1, 0, 0}")
        .contains("new long[] {0x0L, 0x0L, 0x0L, 0x30L, 0x28L, 0x18L, 0x0L}")
        .contains("0x2L,\n          0x40L);");
  }

  @Test
  void shouldFindOptionsInBlocksAndChoices() throws IOException {
    assertThat(compile(withOptions("TEST [a{b:integer [X] [Y y:string]}]", ""))).isEmpty();
    assertThat(Files.readString(output.resolve("family/RunOptions.java")))
        .contains("super(context, 2, TABLE);")
        .contains("new int[] {0, 1}");
    assertThat(compile(withOptions("TEST a<b:string|c<[ID d:integer]|[TYPE e<F|G>]>...>", "")))
        .isEmpty();
    assertThat(Files.readString(output.resolve("family/RunOptions.java")))
        .contains("super(context, 1, TABLE);")
        .contains("new int[] {1, 1}")
        .contains("new long[] {0x0L, 0x0L}");
  }

  @Test
  void shouldShareTheParserOfTheSameOptionsOnly() throws IOException {
    String other = "@Command(syntax = \"OTHER %s [X]\", since = \"1.0.0\")";
    String method = " public static void other(Context c, RunOptions options) {}";
    String first = withOptions("TEST a:string [X]", "");
    assertThat(compile(first, "/** S. */ " + other.formatted("a:string") + method)).isEmpty();
    assertThat(generated("GeneratedCommands")).contains("static final int OPTIONS = 1;");
    assertThat(compile(first, "/** S. */ " + other.formatted("") + method))
        .containsExactly(
            "@Command test: has other options than another command with family.RunOptions");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "TEST a:string; 1 to 64 options: found=0",
        "TEST [A] b:string; an option begins with a token: name=b",
        "TEST [A b:string...]; an option has a fixed number of values: token=A"
      })
  void shouldRejectWhatIsNoOption(String syntax, String message) throws IOException {
    assertThat(compile(withOptions(syntax, ""))).contains("@Command: syntax: " + message);
  }

  @Test
  void shouldRejectMembersForOptionsThatThereAreNot() throws IOException {
    assertThat(compile(command("TEST [A]", "alternativesTogether = true")))
        .containsExactly("@Command: syntax: the method takes no options: name=test");
  }
}
