package dev.muninn.tracepoint.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.tracepoint.runtime.EnumLabel;
import dev.muninn.tracepoint.runtime.EventDefinition;
import dev.muninn.tracepoint.runtime.FieldDefinition;
import dev.muninn.tracepoint.runtime.FieldType;
import dev.muninn.tracepoint.runtime.ProviderDefinition;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedCodeTest {
  @TempDir Path directory = Path.of("");

  private static final String SHOP =
      """
      package a;
      import dev.muninn.tracepoint.*;
      /** What a shop does. */
      @Provider("acme_shop")
      public interface ShopEvents {
        enum Payment { CASH, CARD }
        /**
         * An item was sold, see {@link #closed}.
         *
         * @param itemId the item's number; "quoted" \\ and <b>bold</b>
         * @param name of the item
         * @param word shadows a local of the generated method
         */
        @Event("item_sold")
        void itemSold(
            @Unsigned int itemId, @Utf8 byte[] name, long word, Payment payment, boolean first);
        boolean itemSoldEnabled();
        /** The till was opened. */
        @Event("till_opened")
        void tillOpened(byte[] payload, @Unsigned byte till, @Unsigned short code, double sum, String who);
        /** The till was closed. */
        @Event("closed")
        void closed(byte small, short medium, int large, @Field("Renamed") CharSequence text, NativeString constant, @Unsigned long big);
        static int helper() { return 1; }
      }
      """;

  private ProviderDefinition definition(URLClassLoader loader, String name)
      throws ReflectiveOperationException {
    return (ProviderDefinition) loader.loadClass(name).getField("DEFINITION").get(null);
  }

  @Test
  void shouldCompileWithoutAWarningAndDescribeTheProvider() throws Exception {
    Compilation compilation = new Compilation(directory).file("a/ShopEvents.java", SHOP);
    assertThat(compilation.run()).isEmpty();
    try (URLClassLoader loader = compilation.loader()) {
      assertThat(definition(loader, "a.ShopEventsTracepoints"))
          .isEqualTo(
              new ProviderDefinition(
                  "acme_shop",
                  "What a shop does.",
                  List.of(
                      new EventDefinition(
                          "item_sold",
                          "An item was sold, see closed.",
                          List.of(
                              new FieldDefinition(
                                  "item_id",
                                  FieldType.UINT32,
                                  List.of(),
                                  "the item's number; \"quoted\" \\ and bold"),
                              new FieldDefinition(
                                  "name", FieldType.STRING, List.of(), "of the item"),
                              new FieldDefinition(
                                  "word",
                                  FieldType.INT64,
                                  List.of(),
                                  "shadows a local of the generated method"),
                              new FieldDefinition(
                                  "payment",
                                  FieldType.ENUM,
                                  List.of(new EnumLabel("CASH", 0), new EnumLabel("CARD", 1))),
                              new FieldDefinition("first", FieldType.BOOLEAN))),
                      new EventDefinition(
                          "till_opened",
                          "The till was opened.",
                          List.of(
                              new FieldDefinition("payload", FieldType.BYTES),
                              new FieldDefinition("till", FieldType.UINT8),
                              new FieldDefinition("code", FieldType.UINT16),
                              new FieldDefinition("sum", FieldType.DOUBLE),
                              new FieldDefinition("who", FieldType.STRING))),
                      new EventDefinition(
                          "closed",
                          "The till was closed.",
                          List.of(
                              new FieldDefinition("small", FieldType.INT8),
                              new FieldDefinition("medium", FieldType.INT16),
                              new FieldDefinition("large", FieldType.INT32),
                              new FieldDefinition("Renamed", FieldType.STRING),
                              new FieldDefinition("constant", FieldType.STRING),
                              new FieldDefinition("big", FieldType.UINT64))))));
    }
  }

  @Test
  void shouldTestTheWordBeforeAnythingElse() throws IOException {
    Compilation compilation =
        new Compilation(directory)
            .file(
                "Outer.java",
                """
                import dev.muninn.tracepoint.*;
                /** Nested in no package. */
                class Outer {
                  @Provider("plain")
                  interface Events {
                    /** Fires. */
                    @Event("call__start")
                    void callStart(int id);
                    boolean callStartEnabled();
                  }
                }
                """);
    assertThat(compilation.run()).isEmpty();
    assertThat(Files.readString(compilation.out().resolve("Outer_EventsTracepoints.java")))
        .contains(
            """
            final class Outer_EventsTracepoints implements Outer.Events {
            """)
        .contains(
            """
              @Override
              public boolean callStartEnabled() {
                return ProviderBinding.PRESENT
                    && (long) ProviderBinding.WORD.getOpaque(WORDS, CALL_START_WORD) != 0;
              }

              @Override
              public void callStart(int id) {
                if (ProviderBinding.PRESENT) {
                  long word = (long) ProviderBinding.WORD.getOpaque(WORDS, CALL_START_WORD);
                  if (word != 0) {
                    callStartToListeners(word, id);
                  }
                }
              }
            """);
  }

  @Test
  void shouldLeaveJfrOutWhereTheProgramCannotSeeIt() throws IOException {
    Compilation compilation =
        new Compilation(directory)
            .file("a/ShopEvents.java", SHOP)
            .options("--limit-modules", "java.base,java.compiler");
    assertThat(compilation.run()).isEmpty();
    assertThat(Files.readString(compilation.out().resolve("a/ShopEventsTracepoints.java")))
        .doesNotContain("jdk.jfr")
        .contains("ProviderBinding.bind(DEFINITION, List::of)");
  }

  @Test
  void shouldKeepMethodsApartWhoseConstantsWouldBeOne() throws IOException {
    assertThat(
            new Compilation(directory)
                .file(
                    "a/Events.java",
                    """
                    package a;
                    import dev.muninn.tracepoint.*;
                    @Provider("twins")
                    public interface Events {
                      /** Fires. */ @Event("a__b") void aB(String name, String nameAddress);
                      /** Fires. */ @Event("a_b") void a_b(byte[] payload, byte[] word);
                    }
                    """)
                .run())
        .isEmpty();
  }

  @Test
  void shouldHandTheTimeToTheRecorderAlone() throws Exception {
    Compilation compilation =
        new Compilation(directory)
            .file(
                "a/Events.java",
                """
                package a;
                import dev.muninn.tracepoint.*;
                @Provider("timed")
                public interface Events {
                  /**
                   * Fires.
                   *
                   * @param time is no field
                   */
                  @Event("one")
                  void one(int word, String payload, byte[] data, double a, int b, @Timestamp long time);
                  /** Fires. */
                  @Event("two")
                  void two(@Timestamp long word);
                  /** Fires. */
                  @Event("three")
                  void three();
                }
                """);
    assertThat(compilation.run()).isEmpty();
    try (URLClassLoader loader = compilation.loader()) {
      assertThat(definition(loader, "a.EventsTracepoints").events())
          .extracting(event -> event.fields().size())
          .containsExactly(5, 0, 0);
    }
    assertThat(Files.readString(compilation.out().resolve("a/EventsTracepoints.java")))
        .contains("payload_.record(BINDING, ONE, word_, time);")
        .contains("payload.record(BINDING, TWO, word_, word);")
        .contains("long time = ProviderBinding.recorder(word) ? System.nanoTime() : 0;")
        .contains("Payload payload = Payload.acquire(BINDING, THREE, word, time);")
        .contains("payload.record(BINDING, THREE, word, time);")
        .contains("One_Jfr.emit(word, payload, data, a, b);")
        .contains("Two_Jfr.emit();");
  }
}
