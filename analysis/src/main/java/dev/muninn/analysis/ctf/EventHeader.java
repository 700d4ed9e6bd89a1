package dev.muninn.analysis.ctf;

import dev.muninn.analysis.ctf.tsdl.CtfType;
import dev.muninn.analysis.ctf.tsdl.Metadata.EventClass;
import java.util.List;
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
        || !struct.members.get(0).name().equals("id")
        || !(struct.nodes[0] instanceof Node.Whole id)
        || !(struct.nodes[1] instanceof Node.Variant variant)
        || variant.tagRegister != id.register
        || !(id.type instanceof CtfType.Enumeration labels)
        || !isInt(id, idBits, false)) {
      return false;
    }
    long escape = (1L << idBits) - 1;
    List<CtfType.Member> options = variant.variant.options();
    return labels.ranges().size() == 2
        && labels.ranges().get(0).equals(new CtfType.Range("compact", 0, escape - 1))
        && labels.ranges().get(1).equals(new CtfType.Range("extended", escape, escape))
        && options.size() == 2
        && options.get(0).name().equals("compact")
        && options.get(1).name().equals("extended")
        && variant.options[0] instanceof Node.Struct compact
        && compact.nodes.length == 1
        && isInt(compact.nodes[0], timeBits, true)
        && variant.options[1] instanceof Node.Struct extended
        && extended.align == 8
        && extended.nodes.length == 2
        && extended.members.get(0).name().equals("id")
        && isInt(extended.nodes[0], 32, false)
        && isInt(extended.nodes[1], 64, true);
  }

  private static boolean isInt(Node node, int bits, boolean clock) {
    return node instanceof Node.Whole whole
        && whole.integer.size() == bits
        && whole.integer.align() == (bits % 8 == 0 ? 8 : 1)
        && !whole.integer.signed()
        && !whole.integer.bigEndian()
        && (whole.integer.clock() != null) == clock;
  }

  /** Finds the ids and the times, at any depth. */
  private static void mark(Node node) {
    switch (node) {
      case Node.Struct struct -> {
        for (int i = 0; i < struct.nodes.length; i++) {
          if (struct.nodes[i] instanceof Node.Whole whole) {
            if (whole.integer.clock() != null) {
              whole.role = Node.Role.CLOCK;
            } else if (struct.members.get(i).name().equals("id")) {
              whole.role = Node.Role.ID;
            }
          }
          mark(struct.nodes[i]);
        }
      }
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
