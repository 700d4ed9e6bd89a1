package dev.muninn.server.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.server.bytes.Buffer;
import dev.muninn.server.bytes.Slice;
import dev.muninn.server.store.Memory;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommandTableTest {
  private final Memory memory = new Memory();
  private final Buffer buffer = new Buffer(memory, 64);
  private final CommandTable table = new CommandTable();

  @AfterEach
  void close() {
    buffer.close();
    memory.close();
  }

  private Slice slice(String text) {
    int at = buffer.writeIndex();
    buffer.put(text.getBytes(ISO_8859_1));
    return buffer.slice(at, text.length(), new Slice());
  }

  private @Nullable CommandSpec find(String name) {
    buffer.clear();
    return table.find(slice(name));
  }

  @Test
  void shouldFindEveryCommandInAnyCase() {
    SplittableRandom random = new SplittableRandom(1);
    for (CommandSpec each : table.callable()) {
      StringBuilder mixed = new StringBuilder();
      for (int i = 0; i < each.name().length(); i++) {
        char c = each.name().charAt(i);
        mixed.append(random.nextBoolean() ? Character.toUpperCase(c) : c);
      }
      assertThat(find(mixed.toString())).isSameAs(each);
      assertThat(find(each.name().toUpperCase(Locale.ROOT))).isSameAs(each);
    }
  }

  @Test
  void shouldFindNothingThatOnlyLooksAlike() {
    SplittableRandom random = new SplittableRandom(2);
    for (CommandSpec each : table.callable()) {
      for (int i = 0; i < 200; i++) {
        char[] name = each.name().toCharArray();
        int at = random.nextInt(name.length);
        name[at] = (char) random.nextInt(256);
        String text = new String(name);
        CommandSpec found = find(text);
        if (found != null) {
          assertThat(asciiLower(text)).isEqualTo(found.name());
        }
      }
      assertThat(find(each.name() + " ")).isNull();
    }
    assertThat(find("")).isNull();
    assertThat(find("x".repeat(5000))).isNull();
  }

  private static String asciiLower(String text) {
    StringBuilder lower = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      lower.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
    }
    return lower.toString();
  }

  @Test
  void shouldFindSubcommands() {
    buffer.reserve(200);
    CommandSpec object = Objects.requireNonNull(table.find(slice("object")));
    CommandSpec freq = table.find(slice("OBJECT"), slice("FREQ"));
    assertThat(freq).isNotNull().hasToString("object|freq");
    assertThat(table.findFullName(slice("Object|Freq"))).isSameAs(freq);
    assertThat(table.find(slice("object"), slice("none"))).isNull();
    assertThat(table.find(slice("object"), null)).isSameAs(object);
    assertThat(table.find(slice("get"), slice("freq"))).hasToString("get");
    assertThat(table.findFullName(slice("get|freq"))).isNull();
    assertThat(table.findFullName(slice("object|"))).isNull();
    assertThat(table.findFullName(slice("|"))).isNull();
  }

  @Test
  void shouldRenameAndRemove() {
    int size = table.size();
    String secret = "b840fc02d524045429941cc15f59e41cb7be6c52";
    assertThat(table.rename("OBJECT", secret)).isTrue();
    assertThat(find("object")).isNull();
    assertThat(find(secret.toUpperCase(Locale.ROOT))).hasToString("object");
    assertThat(find(secret.replace('2', '3'))).isNull();
    assertThat(table.size()).isEqualTo(size);
    assertThat(table.rename("get", "set")).isFalse();
    assertThat(table.rename("none", "x")).isFalse();
    assertThat(table.rename("get", "")).isTrue();
    assertThat(find("get")).isNull();
    assertThat(table.size()).isEqualTo(size - 1);
    assertThat(table.callable()).hasSize(size - 1);
    for (CommandSpec each : table.callable()) {
      if (!each.name().equals("object")) {
        assertThat(find(each.name())).isSameAs(each);
      }
    }
  }

  @Test
  void shouldPutEveryCommandIntoCategories() {
    for (int id = 0; id < table.ids(); id++) {
      CommandSpec each = table.byId(id);
      assertThat(each.id()).isEqualTo(id);
      assertThat(each.has(AclCategory.FAST)).as(each.name()).isEqualTo(each.has(Flag.FAST));
      assertThat(each.has(AclCategory.SLOW)).as(each.name()).isNotEqualTo(each.has(Flag.FAST));
      assertThat(each.has(AclCategory.WRITE)).as(each.name()).isEqualTo(each.has(Flag.WRITE));
      if (each.has(Flag.ADMIN)) {
        assertThat(each.has(AclCategory.DANGEROUS)).as(each.name()).isTrue();
      }
      // Fast or slow at least; TIME and CONFIG HELP are in no other category.
      assertThat(Long.bitCount(each.categories())).as(each.name()).isPositive();
    }
  }

  @Test
  void shouldTellTheKeysOfEveryWrite() {
    for (int id = 0; id < table.ids(); id++) {
      CommandSpec each = table.byId(id);
      if (each.keySpecs() > 0) {
        assertThat(KeyPositions.mayHaveKeys(each) || each.keySpec(0).has(KeyFlag.NOT_KEY))
            .as(each.name())
            .isTrue();
        assertThat(each.firstKey() > 0 || each.has(Flag.MOVABLE_KEYS)).as(each.name()).isTrue();
      }
      CommandDocs docs = CommandTable.docs(each);
      assertThat(docs.summary()).as(each.name()).endsWith(".");
      assertThat(docs.since()).as(each.name()).matches("\\d+\\.\\d+\\.\\d+");
    }
  }
}
