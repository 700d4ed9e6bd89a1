package dev.muninn.tracepoint.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.tracepoint.runtime.EventDefinition;
import dev.muninn.tracepoint.runtime.FieldDefinition;
import dev.muninn.tracepoint.runtime.FieldType;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordedEventsTest {
  private static final Map<Integer, EventPlans.Known> KNOWN =
      Map.of(
          7,
          new EventPlans.Known(
              "p:e",
              new EventDefinition(
                  "e",
                  "",
                  List.of(
                      new FieldDefinition("number", FieldType.UINT64),
                      new FieldDefinition("text", FieldType.STRING))),
              1));

  private static void put(ByteBuffer slot, byte[] context, String text) {
    slot.putShort((short) 7).putInt(1).put(context).putLong(-1);
    slot.put(text.getBytes(StandardCharsets.UTF_8)).put((byte) 0);
  }

  @Test
  void shouldCountEventsBehindTheirContexts() {
    for (int size : new int[] {0, 4, 25}) {
      ByteBuffer slot = ByteBuffer.allocateDirect(1000).order(ByteOrder.nativeOrder());
      for (String text : List.of("", "abc", "a longer text")) {
        put(slot, new byte[size], text);
      }

      assertThat(
              RecordedEvents.count(
                  MemorySegment.ofBuffer(slot.duplicate().clear()),
                  0,
                  slot.position(),
                  size,
                  KNOWN))
          .isEqualTo(3);
    }
  }
}
