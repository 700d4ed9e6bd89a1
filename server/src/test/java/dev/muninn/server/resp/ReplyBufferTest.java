package dev.muninn.server.resp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.server.bytes.Buffer;
import dev.muninn.server.bytes.Slice;
import dev.muninn.server.store.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplyBufferTest {
  private final Memory memory = new Memory();
  private final ReplyPool pool = new ReplyPool(memory);
  private final List<String> told = new ArrayList<>();
  private final ReplyBuffer out =
      new ReplyBuffer(
          pool,
          new ReplyBuffer.Listener() {
            @Override
            public void pending() {
              told.add("pending");
            }

            @Override
            public void grown(long bytes) {
              told.add("grown " + bytes);
            }
          });

  @AfterEach
  void close() {
    out.close();
    pool.close();
    assertThat(memory.used()).isZero();
    memory.close();
  }

  @Test
  void shouldHoldNothingWhenEmpty() {
    assertThat(out.isEmpty()).isTrue();
    assertThat(out.held()).isZero();
    put("hello");
    assertThat(out.held()).isEqualTo(ReplyPool.CHUNK);
    assertThat(out.size()).isEqualTo(5);
    out.advance(5);
    assertThat(out.held()).isZero();
    assertThat(out.isEmpty()).isTrue();
    assertThat(out.drained()).isEqualTo(5);
    assertThat(out.peak()).isEqualTo(5);
    out.resetPeak();
    assertThat(out.peak()).isZero();
  }

  @Test
  void shouldTellWhenSomethingIsPendingAndWhenItGrows() {
    put("a");
    put("b");
    assertThat(told).containsExactly("pending");
    put("x".repeat(ReplyPool.CHUNK));
    assertThat(told).containsExactly("pending", "grown " + 2 * ReplyPool.CHUNK);
    out.advance(out.size());
    put("c");
    assertThat(told).hasSize(3).last().isEqualTo("pending");
  }

  @Test
  void shouldReuseChunks() {
    put("a");
    Buffer first = out.chunk(0);
    out.advance(1);
    put("b");
    assertThat(out.chunk(0)).isSameAs(first);
    assertThat(first.readable()).isEqualTo(1);
  }

  @Test
  void shouldDrainInSteps() {
    StringBuilder all = new StringBuilder();
    Random random = new Random(7);
    StringBuilder got = new StringBuilder();
    for (int i = 0; i < 2000; i++) {
      String piece = ((char) ('a' + i % 26) + "").repeat(random.nextInt(400));
      put(piece);
      all.append(piece);
      if (random.nextInt(4) == 0 && !out.isEmpty()) {
        Buffer chunk = out.chunk(0);
        int size = random.nextInt(chunk.readable() + 1);
        got.append(chunk.slice(chunk.readIndex(), size, new Slice()));
        out.advance(size);
      }
    }
    got.append(ReplyTest.drain(out));
    assertThat(got.toString()).isEqualTo(all.toString());
    assertThat(out.drained()).isEqualTo(all.length());
  }

  @Test
  void shouldRefuseToAdvanceBeyondTheEnd() {
    put("abc");
    assertThatThrownBy(() -> out.advance(4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("reply buffer advance: beyond=1");
  }

  private void put(String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    out.put(bytes, 0, bytes.length);
  }
}
