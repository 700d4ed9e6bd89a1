package dev.muninn.analysis.export;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A message of protocol buffers, taken apart by the wire format alone. */
final class ProtoDecoder {
  private final Map<Integer, List<Object>> fields = new LinkedHashMap<>();

  ProtoDecoder(byte[] bytes) {
    int[] at = {0};
    while (at[0] < bytes.length) {
      long tag = varint(bytes, at);
      int field = (int) (tag >>> 3);
      Object value =
          switch ((int) (tag & 7)) {
            case 0 -> varint(bytes, at);
            case 1 -> {
              at[0] += 8;
              yield 0L;
            }
            case 2 -> {
              int length = Math.toIntExact(varint(bytes, at));
              at[0] += length;
              yield Arrays.copyOfRange(bytes, at[0] - length, at[0]);
            }
            default -> throw new AssertionError("wire type: tag=" + tag);
          };
      fields.computeIfAbsent(field, _ -> new ArrayList<>()).add(value);
    }
  }

  private static long varint(byte[] bytes, int[] at) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = bytes[at[0]++];
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  boolean has(int field) {
    return fields.containsKey(field);
  }

  long number(int field) {
    return (Long) fields.getOrDefault(field, List.of(0L)).getFirst();
  }

  String text(int field) {
    Object value = fields.getOrDefault(field, List.of(new byte[0])).getFirst();
    return new String((byte[]) value, StandardCharsets.UTF_8);
  }

  List<ProtoDecoder> messages(int field) {
    return fields.getOrDefault(field, List.of()).stream()
        .map(value -> new ProtoDecoder((byte[]) value))
        .toList();
  }
}
