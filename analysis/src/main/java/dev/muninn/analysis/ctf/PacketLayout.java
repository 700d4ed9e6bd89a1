package dev.muninn.analysis.ctf;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What stands before a packet's events: header and context, and which of it has a meaning. */
final class PacketLayout {
  private static final Set<String> MEANINGS =
      Set.of(
          "timestamp_begin",
          "timestamp_end",
          "content_size",
          "packet_size",
          "events_discarded",
          "packet_seq_num");

  final Node.@Nullable Struct struct;
  final RecordLayout layout;
  final int timestampBegin;
  final int timestampEnd;
  final int contentSize;
  final int packetSize;
  final int discarded;
  final int sequence;
  private final int[] shownFields;

  PacketLayout(Node.@Nullable Struct struct) {
    this.struct = struct;
    layout =
        RecordLayout.of(
            struct == null ? List.of() : List.of(new RecordLayout.Part(Scope.PACKET, struct)), 1);
    timestampBegin = integer("timestamp_begin");
    timestampEnd = integer("timestamp_end");
    contentSize = integer("content_size");
    packetSize = integer("packet_size");
    discarded = integer("events_discarded");
    sequence = integer("packet_seq_num");
    List<Integer> others = new ArrayList<>();
    for (int i = 0; i < layout.fields.length; i++) {
      if (!MEANINGS.contains(layout.fields[i].name())) {
        others.add(i);
      }
    }
    shownFields = others.stream().mapToInt(Integer::intValue).toArray();
  }

  private int integer(String name) {
    int field = layout.field(Scope.PACKET, name);
    return field >= 0 && layout.fields[field].kind() == Field.Kind.INTEGER ? field : -1;
  }

  /** Whether events have a packet context to show. */
  boolean shown() {
    return shownFields.length > 0;
  }

  /** The fields without a meaning to the reader. */
  List<Field> fields() {
    List<Field> fields = new ArrayList<>();
    for (int field : shownFields) {
      fields.add(layout.fields[field]);
    }
    return fields;
  }

  /** The layout's number of a shown field. */
  int field(int shown) {
    return shownFields[shown];
  }
}
