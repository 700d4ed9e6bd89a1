package dev.muninn.analysis.ctf;

import dev.muninn.analysis.ctf.metadata.CtfType;
import dev.muninn.analysis.ctf.metadata.CtfType.Role;
import dev.muninn.analysis.ctf.metadata.Roles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What stands before a packet's events: header and context, and which of it has a meaning. */
final class PacketLayout {
  private static final Set<Role> MEANINGS =
      EnumSet.of(
          Role.TIME,
          Role.END_TIME,
          Role.CONTENT_SIZE,
          Role.PACKET_SIZE,
          Role.DISCARDED,
          Role.SEQUENCE);

  final RecordLayout layout;
  final RoleField timestampBegin;
  final RoleField timestampEnd;
  final RoleField contentSize;
  final RoleField packetSize;
  final RoleField discarded;
  final RoleField sequence;
  private final int[] shownFields;

  PacketLayout(Node.@Nullable Struct struct, NodeBuilder builder) {
    timestampBegin = RoleField.of(struct, Role.TIME, builder);
    timestampEnd = RoleField.of(struct, Role.END_TIME, builder);
    contentSize = RoleField.of(struct, Role.CONTENT_SIZE, builder);
    packetSize = RoleField.of(struct, Role.PACKET_SIZE, builder);
    discarded = RoleField.of(struct, Role.DISCARDED, builder);
    sequence = RoleField.of(struct, Role.SEQUENCE, builder);
    layout =
        RecordLayout.of(
            struct == null ? List.of() : List.of(new RecordLayout.Part(Scope.PACKET, struct)), 1);
    List<Integer> others = new ArrayList<>();
    for (int i = 0; i < layout.fields.length; i++) {
      CtfType.Int integer = Roles.integer(layout.fields[i].type());
      if (integer == null || Collections.disjoint(MEANINGS, integer.roles())) {
        others.add(i);
      }
    }
    shownFields = others.stream().mapToInt(Integer::intValue).toArray();
  }

  /**
   * Finds the anchors of a packet's context.
   *
   * @return the position after it, or {@link Node#MORE} or {@link Node#BAD}
   */
  int scan(DecodeState state, int[] anchors, int start) {
    timestampBegin.forget(state);
    timestampEnd.forget(state);
    contentSize.forget(state);
    packetSize.forget(state);
    discarded.forget(state);
    sequence.forget(state);
    return layout.scan(state, anchors, start);
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
