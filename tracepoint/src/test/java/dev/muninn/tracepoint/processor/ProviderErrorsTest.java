package dev.muninn.tracepoint.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProviderErrorsTest {
  @TempDir Path directory = Path.of("");

  private List<String> compileEvents(String... members) throws IOException {
    return compile("@Provider(\"acme\") public interface Events {", members);
  }

  /** Line 1 is the header, each member has a line of its own. */
  private List<String> compile(String header, String... members) throws IOException {
    String source =
        "package a; import dev.muninn.tracepoint.*; "
            + header
            + "\n"
            + String.join("\n", members)
            + "\n}\n";
    return new Compilation(directory).file("a/Events.java", source).run();
  }

  @Test
  void shouldRejectAClass() throws IOException {
    assertThat(compile("@Provider(\"acme\") public abstract class Events {"))
        .containsExactly("Events.java:1: provider is not an interface: type=Events");
  }

  @Test
  void shouldRejectAProviderNameThatIsNoIdentifier() throws IOException {
    assertThat(
            compile(
                "@Provider(\"acme-shop\") public interface Events {",
                "/** Fires. */ @Event(\"sold\") void sold();"))
        .containsExactly("Events.java:1: provider name is not a C identifier: name=\"acme-shop\"");
  }

  @Test
  void shouldRejectATooLongProviderName() throws IOException {
    assertThat(
            compile(
                "@Provider(\"" + "p".repeat(128) + "\") public interface Events {",
                "/** Fires. */ @Event(\"sold\") void sold();"))
        .containsExactly("Events.java:1: provider name is too long: length=128 max=127");
  }

  @Test
  void shouldAcceptNamesOfTheGreatestLength() throws IOException {
    assertThat(
            compile(
                "@Provider(\"" + "p".repeat(127) + "\") public interface Events {",
                "/** Fires. */ @Event(\"" + "e".repeat(127) + "\") void sold();"))
        .isEmpty();
  }

  @Test
  void shouldRejectAnEmptyProvider() throws IOException {
    assertThat(compileEvents())
        .containsExactly("Events.java:1: provider has no events: provider=acme");
  }

  @Test
  void shouldRejectATypeParameterAndASuperinterface() throws IOException {
    String message =
        "Events.java:1: provider must have no type parameters and no superinterfaces: type=Events";
    String event = "/** Fires. */ @Event(\"sold\") void sold();";
    assertThat(compile("@Provider(\"acme\") public interface Events<T> {", event))
        .containsExactly(message);
    assertThat(compile("@Provider(\"acme\") public interface Events extends Runnable {", event))
        .containsExactly(message);
  }

  @Test
  void shouldRejectAPrivateProvider() throws IOException {
    assertThat(
            compile(
                "class Outer {",
                "@Provider(\"acme\") private interface Events {",
                "/** Fires. */ @Event(\"sold\") void sold(); }"))
        .containsExactly("Events.java:2: provider must not be private: type=Events");
  }

  @Test
  void shouldRejectAProviderDefinedTwice() throws IOException {
    assertThat(
            compileEvents(
                "/** Fires. */ @Event(\"sold\") void sold();",
                "@Provider(\"acme\") interface Again {",
                "/** Fires. */ @Event(\"sold\") void sold(); }"))
        .containsExactly("Events.java:3: provider defined twice: provider=acme first=a.Events");
  }

  @Test
  void shouldRejectBadEventNames() throws IOException {
    assertThat(
            compileEvents(
                "/** Fires. */ @Event(\"1st\") void first();",
                "/** Fires. */ @Event(\"\") void second();",
                "/** Fires. */ @Event(\"verkäuft\") void third();",
                "/** Fires. */ @Event(\"" + "e".repeat(128) + "\") void fourth();"))
        .containsExactly(
            "Events.java:2: event name is not a C identifier: name=\"1st\"",
            "Events.java:3: event name is not a C identifier: name=\"\"",
            "Events.java:4: event name is not a C identifier: name=\"verkäuft\"",
            "Events.java:5: event name is too long: length=128 max=127");
  }

  @Test
  void shouldRejectAnEventDefinedTwice() throws IOException {
    assertThat(
            compileEvents(
                "/** Fires. */ @Event(\"sold\") void sold();",
                "/** Fires. */ @Event(\"sold\") void soldAgain();"))
        .containsExactly("Events.java:3: event defined twice: event=sold");
  }

  @Test
  void shouldRejectAnOverloadedEventMethod() throws IOException {
    assertThat(
            compileEvents(
                "/** Fires. */ @Event(\"sold\") void sold();",
                "/** Fires. */ @Event(\"sold_one\") void sold(int id);"))
        .containsExactly("Events.java:3: event method overloaded: method=sold");
  }

  @Test
  void shouldRejectAnEventThatReturnsSomething() throws IOException {
    assertThat(compileEvents("/** Fires. */ @Event(\"sold\") int sold();"))
        .containsExactly("Events.java:2: event must return void: event=sold returns=int");
  }

  @Test
  void shouldRejectAnEventWithABody() throws IOException {
    assertThat(compileEvents("/** Fires. */ @Event(\"sold\") default void sold() {}"))
        .contains("Events.java:2: event method has a body: method=sold");
  }

  @Test
  void shouldRejectAnEventWithATypeParameter() throws IOException {
    assertThat(compileEvents("/** Fires. */ @Event(\"sold\") <T> void sold();"))
        .containsExactly("Events.java:2: event must have no type parameters: event=sold");
  }

  @Test
  void shouldRejectAnEventOutsideAProvider() throws IOException {
    assertThat(compile("public interface Events {", "/** Fires. */ @Event(\"sold\") void sold();"))
        .containsExactly("Events.java:2: event outside a @Provider interface: method=sold");
  }

  @Test
  void shouldRejectAMethodThatIsNoEvent() throws IOException {
    assertThat(
            compileEvents(
                "/** Fires. */ @Event(\"sold\") void sold();",
                "void bought();",
                "int soldEnabled();",
                "default void free() {}"))
        .containsExactly(
            "Events.java:3: method is neither @Event nor boolean xEnabled(): method=bought",
            "Events.java:4: method is neither @Event nor boolean xEnabled(): method=soldEnabled");
  }

  @Test
  void shouldRejectAGuardOfAnUnknownEvent() throws IOException {
    assertThat(
            compileEvents(
                "/** Fires. */ @Event(\"sold\") void sold();", "boolean boughtEnabled();"))
        .containsExactly(
            "Events.java:3: no event method of that name: method=boughtEnabled expected=bought");
  }

  @Test
  void shouldRejectAnUndocumentedEvent() throws IOException {
    assertThat(compileEvents("@Event(\"sold\") void sold();"))
        .containsExactly(
            "Events.java:2: event has no documentation comment that says when it fires:"
                + " event=sold");
  }

  @Test
  void shouldRejectTheDocumentationOfAnUnknownParameter() throws IOException {
    assertThat(
            compileEvents(
                "/** Fires.\n * @param price cents */ @Event(\"sold\") void sold(int id);"))
        .containsExactly("Events.java:3: @param of no parameter: event=sold name=price");
  }

  @Test
  void shouldRejectMoreThanSixArguments() throws IOException {
    assertThat(
            compileEvents(
                "/** Fires. */ @Event(\"s\") void s(int a, int b, int c, int d, int e, int f);",
                "/** Fires. */ @Event(\"t\") void t(int a, int b, int c, int d, int e, int f,"
                    + " int g);",
                "/** Fires. */ @Event(\"u\") void u(byte[] a, byte[] b, byte[] c);",
                "/** Fires. */ @Event(\"v\") void v(byte[] a, byte[] b, byte[] c, int d);"))
        .containsExactly(
            "Events.java:3: event has too many arguments (a byte sequence counts two): event=t"
                + " count=7 max=6",
            "Events.java:5: event has too many arguments (a byte sequence counts two): event=v"
                + " count=7 max=6");
  }

  @Test
  void shouldRejectUnsupportedTypes() throws IOException {
    assertThat(
            compileEvents(
                "/** Fires. */ @Event(\"a\") void a(char x);",
                "/** Fires. */ @Event(\"b\") void b(float x);",
                "/** Fires. */ @Event(\"c\") void c(int[] x);",
                "/** Fires. */ @Event(\"d\") void d(java.util.List<String> x);",
                "/** Fires. */ @Event(\"e\") void e(Integer x);",
                "/** Fires. */ @Event(\"f\") void f(String... x);"))
        .containsExactly(
            "Events.java:2: argument type is not supported: event=a argument=x type=char",
            "Events.java:3: argument type is not supported: event=b argument=x type=float",
            "Events.java:4: argument type is not supported: event=c argument=x type=int[]",
            "Events.java:5: argument type is not supported: event=d argument=x type=java.util.List",
            "Events.java:6: argument type is not supported: event=e argument=x"
                + " type=java.lang.Integer",
            "Events.java:7: argument type is not supported: event=f argument=x"
                + " type=java.lang.String[]");
  }

  @Test
  void shouldRejectMisplacedTypeAnnotations() throws IOException {
    assertThat(
            compileEvents(
                "/** Fires. */ @Event(\"a\") void a(@Unsigned double x);",
                "/** Fires. */ @Event(\"b\") void b(@Utf8 String x);",
                "/** Fires. */ @Event(\"c\") void c(@Timespan double x);",
                "/** Fires. */ @Event(\"d\") void d(@Timestamp @Timespan long x);"))
        .containsExactly(
            "Events.java:2: @Unsigned is for integers: event=a argument=x type=double",
            "Events.java:3: @Utf8 is for byte[]: event=b argument=x type=java.lang.String",
            "Events.java:4: @Timespan is for integers: event=c argument=x type=double",
            "Events.java:5: @Timestamp is not a field: event=d argument=x type=long");
  }

  @Test
  void shouldRejectBadFieldNames() throws IOException {
    assertThat(
            compileEvents(
                "/** Fires. */ @Event(\"a\") void a(int größe);",
                "/** Fires. */ @Event(\"b\") void b(@Field(\"x y\") int x);",
                "/** Fires. */ @Event(\"c\") void c(int itemId, int item_id);"))
        .containsExactly(
            "Events.java:2: field name is not a C identifier of at most 127 characters: event=a"
                + " name=\"größe\"",
            "Events.java:3: field name is not a C identifier of at most 127 characters: event=b"
                + " name=\"x y\"",
            "Events.java:4: field defined twice: event=c field=item_id");
  }

  @Test
  void shouldRejectEnumsWithoutLabels() throws IOException {
    assertThat(
            compileEvents(
                "/** Fires. */ @Event(\"a\") void a(None x);",
                "/** Fires. */ @Event(\"b\") void b(Umlaut x);",
                "enum None {} enum Umlaut { Ä }"))
        .containsExactly(
            "Events.java:2: enum has no constants: event=a argument=x",
            "Events.java:3: enum constant is not a C identifier: event=b argument=x constant=Ä");
  }

  @Test
  void shouldRejectAMisplacedTimestamp() throws IOException {
    assertThat(
            compileEvents(
                "/** Fires. */ @Event(\"a\") void a(@Timestamp int time);",
                "/** Fires. */ @Event(\"b\") void b(@Timestamp long time, int x);",
                "/** Fires. */ @Event(\"c\") void c(@Timestamp long one, @Timestamp long two);",
                "/** Fires. */ @Event(\"d\") void d(@Timestamp @Unsigned long time);",
                "/** Fires. */ @Event(\"e\") void e(@Timestamp @Field(\"x\") long time);"))
        .containsExactly(
            "Events.java:2: @Timestamp is for long: event=a argument=time type=int",
            "Events.java:3: @Timestamp is for the last argument: event=b argument=time type=long",
            "Events.java:4: @Timestamp is for the last argument: event=c argument=one type=long",
            "Events.java:5: @Timestamp is not a field: event=d argument=time type=long",
            "Events.java:6: @Timestamp is not a field: event=e argument=time type=long");
  }
}
