package dev.muninn.analysis.ctf;

import dev.muninn.analysis.ctf.metadata.CtfType;
import dev.muninn.analysis.ctf.metadata.CtfType.Role;
import dev.muninn.analysis.ctf.metadata.Metadata.EventClass;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The header before each event: its id and time. LTTng's two headers are known by their shape and
 * read by offsets, any other by its types.
 */
final class EventHeader {
  private static final int COMPACT = 1;
  private static final int LARGE = 2;
  private static final int GENERAL = 3;
  private static final int NONE = 4;

  private final int shape;
  private final Node.@Nullable Struct struct;
  private final long onlyId;

  private EventHeader(int shape, Node.@Nullable Struct struct, long onlyId) {
    this.shape = shape;
    this.struct = struct;
    this.onlyId = onlyId;
  }

  /** A stream's header, or where there is none, its only event's. */
  static EventHeader of(Node.@Nullable Struct struct, Iterable<EventClass> events) {
    var first = events.iterator();
    long onlyId = first.hasNext() ? first.next().id() : 0;
    if (struct == null) {
      return new EventHeader(NONE, null, onlyId);
    }
    if (matches(struct, 5, 27)) {
      return new EventHeader(COMPACT, struct, onlyId);
    }
    if (matches(struct, 16, 32)) {
      return new EventHeader(LARGE, struct, onlyId);
    }
    mark(struct);
    return new EventHeader(GENERAL, struct, onlyId);
  }

  /** Whether it is LTTng's, of so many bits, in little-endian order and aligned to bytes. */
  private static boolean matches(Node.Struct struct, int idBits, int timeBits) {
    if (struct.align != 8
        || struct.nodes.length != 2
        || !isInt(struct.nodes[0], idBits, Role.EVENT_ID)
        || !(struct.nodes[1] instanceof Node.Variant variant)) {
      return false;
    }
    long escape = (1L << idBits) - 1;
    return variant.ranges.splitAt(escape)
        && variant.options.length == 2
        && variant.options[0] instanceof Node.Struct compact
        && compact.nodes.length == 1
        && isInt(compact.nodes[0], timeBits, Role.TIME)
        && variant.options[1] instanceof Node.Struct extended
        && extended.align == 8
        && extended.nodes.length == 2
        && isInt(extended.nodes[0], 32, Role.EVENT_ID)
        && isInt(extended.nodes[1], 64, Role.TIME)
        && wanted(struct.nodes[0]) == 1
        && variant.isTaggedBy(struct.nodes[0])
        && wanted(compact.nodes[0]) + wanted(extended.nodes[0]) + wanted(extended.nodes[1]) == 0;
  }

  /** How many want a value: the id's is wanted by the variant. */
  private static int wanted(Node node) {
    return ((Node.Whole) node).wanted;
  }

  private static boolean isInt(Node node, int bits, Role role) {
    return node instanceof Node.Whole whole
        && whole.integer.size() == bits
        && whole.integer.align() == (bits % 8 == 0 ? 8 : 1)
        && !whole.integer.signed()
        && whole.integer.coding() == CtfType.Coding.LITTLE
        && whole.integer.roles().equals(Set.of(role));
  }

  /** Finds the ids and the times, at any depth. */
  private static void mark(Node node) {
    switch (node) {
      case Node.Whole whole when whole.integer.roles().contains(Role.TIME) ->
          whole.role = Node.Role.CLOCK;
      case Node.Whole whole when whole.integer.roles().contains(Role.EVENT_ID) ->
          whole.role = Node.Role.ID;
      case Node.Struct struct -> {
        for (Node member : struct.nodes) {
          mark(member);
        }
      }
      case Node.Optional optional -> mark(optional.value);
      case Node.Variant variant -> {
        for (Node option : variant.options) {
          mark(option);
        }
      }
      default -> {}
    }
  }

  /**
   * Reads a header: the id to {@link DecodeState#headerId}, the time to the clock.
   *
   * @return the position after it, or {@link Node#MORE} or {@link Node#BAD}
   */
  int read(DecodeState state, int position) {
    switch (shape) {
      case LARGE -> {
        int start = (position + 7) & -8;
        if (start + 48 > state.limit) {
          return Node.MORE;
        }
        int at = start >>> 3;
        int id = (short) Bits.SHORT_LE.get(state.buffer, at) & 0xFFFF;
        if (id != 0xFFFF) {
          state.headerId = id;
          state.advanceClock((int) Bits.INT_LE.get(state.buffer, at + 2) & 0xFFFF_FFFFL, 32);
          return start + 48;
        }
        return extended(state, start + 16);
      }
      case COMPACT -> {
        int start = (position + 7) & -8;
        if (start + 32 > state.limit) {
          return Node.MORE;
        }
        int word = (int) Bits.INT_LE.get(state.buffer, start >>> 3);
        if ((word & 31) != 31) {
          state.headerId = word & 31;
          state.advanceClock(word >>> 5, 27);
          return start + 32;
        }
        return extended(state, start + 8);
      }
      case GENERAL -> {
        state.headerId = onlyId;
        return struct == null ? position : struct.skip(state, position);
      }
      default -> {
        state.headerId = onlyId;
        return position;
      }
    }
  }

  /** The alignment that a header's end is sure to have, in bits. */
  int endAlign() {
    return shape == LARGE || shape == COMPACT ? 8 : 1;
  }

  private static int extended(DecodeState state, int start) {
    if (start + 96 > state.limit) {
      return Node.MORE;
    }
    int at = start >>> 3;
    state.headerId = (int) Bits.INT_LE.get(state.buffer, at) & 0xFFFF_FFFFL;
    state.advanceClock((long) Bits.LONG_LE.get(state.buffer, at + 4), 64);
    return start + 96;
  }
}
