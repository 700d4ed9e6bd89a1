package dev.muninn.tracepoint.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProviderFileTest {
  @TempDir Path directory = Path.of("");

  private Compilation compilation(String definitions) throws IOException {
    return new Compilation(directory)
        .file(
            "a/package-info.java",
            "@dev.muninn.tracepoint.ProviderFile({\"shop.d\"})\npackage a;\n")
        .file("a/shop.d", definitions);
  }

  @Test
  void shouldMakeAnInterfaceAndItsImplementation() throws Exception {
    Compilation compilation =
        compilation(
            """
            /** What *the* {shop} does \\u002a/. */
            provider acme_shop {
              /** A <b>good</b> item was sold @noon & more. @param class of goods */
              probe item__sold(uint32_t id, const char *class, uint8_t *raw, uint32_t raw_length);
              probe item_sold(int8_t);
              probe wait(void);
            };
            provider other { probe new(double x); };
            """);
    assertThat(compilation.run()).isEmpty();
    assertThat(Files.readString(compilation.out().resolve("a/AcmeShopProbes.java")))
        .isEqualTo(
            """
            package a;

            import dev.muninn.tracepoint.Event;
            import dev.muninn.tracepoint.Field;
            import dev.muninn.tracepoint.Provider;
            import dev.muninn.tracepoint.Unsigned;

            /** What &#42;the&#42; &#123;shop&#125; does &#92;u002a/. */
            @Provider("acme_shop")
            public interface AcmeShopProbes {

              /**
               * A good item was sold &#64;noon &#38; more.
               * @param class_ of goods
               */
              @Event("item__sold")
              void itemSold(@Field("id") @Unsigned int id, @Field("class") CharSequence class_, @Field("raw") byte[] raw);

              /** Whether anyone listens to {@code item__sold}. */
              boolean itemSoldEnabled();

              /**
               * Fires the probe item_sold.
               */
              @Event("item_sold")
              void itemSold_(@Field("arg0") byte arg0);

              /** Whether anyone listens to {@code item_sold}. */
              boolean itemSold_Enabled();

              /**
               * Fires the probe wait.
               */
              @Event("wait")
              void wait_();

              /** Whether anyone listens to {@code wait}. */
              boolean wait_Enabled();
            }
            """);
    try (URLClassLoader loader = compilation.loader()) {
      assertThat(loader.loadClass("a.AcmeShopProbesTracepoints").getInterfaces())
          .containsExactly(loader.loadClass("a.AcmeShopProbes"));
      assertThat(loader.loadClass("a.OtherProbesTracepoints").getInterfaces())
          .containsExactly(loader.loadClass("a.OtherProbes"));
    }
  }

  @Test
  void shouldReportTheLineOfTheFile() throws IOException {
    List<String> messages = compilation("provider acme {\n  probe sold(long);\n};").run();
    assertThat(messages).hasSize(1);
    assertThat(messages.getFirst())
        .startsWith(
            "package-info.java:2: shop.d:2: argument type is not supported: probe=sold type=long");
  }

  @Test
  void shouldReportAMissingFile() throws IOException {
    assertThat(
            new Compilation(directory)
                .file(
                    "a/package-info.java",
                    "@dev.muninn.tracepoint.ProviderFile(\"none.d\")\npackage a;\n")
                .run())
        .containsExactly(
            "package-info.java:2: provider file cannot be read: file=none.d: NoSuchFileException");
  }
}
