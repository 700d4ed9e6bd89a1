package dev.muninn.server.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.server.store.Memory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ArgsQueueTest {
  private final Memory memory = new Memory();
  private final ArgsQueue queue = new ArgsQueue(memory);
  private final OwnedArgs request = new OwnedArgs();

  @AfterEach
  void close() {
    queue.close();
    assertThat(memory.used()).isZero();
    memory.close();
  }

  /** Words in a buffer of their own, which goes as soon as they were copied. */
  private void add(int tag, String... words) {
    try (Buffer buffer = new Buffer(memory, 64)) {
      long total = 0;
      for (String word : words) {
        buffer.put(word.getBytes(StandardCharsets.ISO_8859_1));
        total += word.length();
      }
      queue.add(new Words(buffer, List.of(words), total), tag);
      buffer.clear();
      buffer.put("x".repeat((int) total).getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  private record Words(Buffer buffer, List<String> words, long totalLength) implements Arguments {
    @Override
    public int count() {
      return words.size();
    }

    @Override
    public Slice get(int index) {
      int from = 0;
      for (int i = 0; i < index; i++) {
        from += words.get(i).length();
      }
      return buffer.slice(from, words.get(index).length(), new Slice());
    }
  }

  private static List<String> words(OwnedArgs of) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < of.count(); i++) {
      words.add(of.get(i, new Slice()).toString());
    }
    return words;
  }

  @Test
  void shouldKeepRequestsAfterTheirBuffersHaveGone() {
    add(7, "set", "key", "");
    add(9, "get", "key");
    assertThat(queue.size()).isEqualTo(2);
    assertThat(queue.bytes()).isEqualTo(memory.used());
    assertThat(queue.first(request)).isTrue();
    assertThat(request.tag()).isEqualTo(7);
    assertThat(words(request)).containsExactly("set", "key", "");
    assertThat(queue.next(request)).isTrue();
    assertThat(request.tag()).isEqualTo(9);
    assertThat(words(request)).containsExactly("get", "key");
    assertThat(queue.next(request)).isFalse();
    assertThat(request.count()).isZero();
  }

  @Test
  void shouldRefuseAnIndexBeyondTheLastArgument() {
    add(0, "get", "key");
    queue.first(request);
    assertThatThrownBy(() -> request.get(2, new Slice()))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void shouldBeEmptyAndUsableAfterItWasClosed() {
    add(0, "one");
    queue.close();
    assertThat(memory.used()).isZero();
    assertThat(queue.bytes()).isZero();
    assertThat(queue.size()).isZero();
    assertThat(queue.first(request)).isFalse();
    add(0, "two");
    assertThat(queue.first(request)).isTrue();
    assertThat(words(request)).containsExactly("two");
  }

  @Test
  void shouldBeAsBeforeWhenARequestCannotBeRead() {
    add(1, "one");
    long bytes = queue.bytes();
    Arguments broken =
        new Arguments() {
          @Override
          public int count() {
            return 1;
          }

          @Override
          public Slice get(int index) {
            return new Slice().at(Long.MAX_VALUE / 2, 8);
          }

          @Override
          public long totalLength() {
            return 8;
          }
        };
    assertThatThrownBy(() -> queue.add(broken, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(queue.size()).isEqualTo(1);
    assertThat(memory.used()).isEqualTo(bytes);
  }

  @Test
  void shouldKeepRequestsOfAnySize() {
    Random random = new Random(11);
    List<List<String>> model = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      String[] words = new String[1 + random.nextInt(i % 50 == 0 ? 2000 : 5)];
      for (int w = 0; w < words.length; w++) {
        int size = random.nextInt(20) == 0 ? random.nextInt(5000) : random.nextInt(12);
        words[w] = Integer.toString(random.nextInt(10)).repeat(size);
      }
      model.add(List.of(words));
      add(i, words);
    }
    int i = 0;
    for (boolean more = queue.first(request); more; more = queue.next(request)) {
      assertThat(request.tag()).isEqualTo(i);
      assertThat(words(request)).isEqualTo(model.get(i++));
    }
    assertThat(i).isEqualTo(300);
    assertThat(queue.bytes()).isEqualTo(memory.used());
  }
}
