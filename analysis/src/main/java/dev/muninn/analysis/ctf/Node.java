package dev.muninn.analysis.ctf;

import dev.muninn.analysis.ctf.tsdl.CtfType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One occurrence of a type in a layout. Integers that lengths or tags depend on have a register,
 * which is set when the integer is passed.
 */
abstract sealed class Node {
  /** Instead of a position: the value goes on after the window's end. */
  static final int MORE = -1;

  /** Instead of a position: no such value can be. */
  static final int BAD = -2;

  /** Instead of a size: it varies. */
  static final int VARIES = -1;

  private static final long MAX_FIXED = 1L << 26;

  /** What an integer means in an event header. */
  enum Role {
    NONE,
    ID,
    CLOCK
  }

  final CtfType type;
  final int align;
  final int fixedBits;

  private Node(CtfType type, long fixedBits) {
    this.type = type;
    this.align = type.align();
    this.fixedBits = fixedBits < 0 || fixedBits > MAX_FIXED ? VARIES : (int) fixedBits;
  }

  /**
   * Passes over the value, setting registers.
   *
   * @return the position after it, or {@link #MORE} or {@link #BAD}
   */
  abstract int skip(DecodeState state, int position);

  /** Tells the value, which has been passed over before, and returns the position after it. */
  abstract int visit(DecodeState state, int position, ValueVisitor visitor);

  /** Whether passing over it has an effect besides the position. */
  boolean hasEffect() {
    return false;
  }

  /** An integer or an enum. */
  static final class Whole extends Node {
    final CtfType.Int integer;
    int register = -1;
    Role role = Role.NONE;

    Whole(CtfType type, CtfType.Int integer) {
      super(type, integer.size());
      this.integer = integer;
    }

    @Override
    boolean hasEffect() {
      return register >= 0 || role != Role.NONE;
    }

    long read(byte[] buffer, int position) {
      return Bits.read(buffer, position, integer.size(), integer.bigEndian(), integer.signed());
    }

    @Override
    int skip(DecodeState state, int position) {
      int start = Bits.alignUp(position, align);
      int end = start + integer.size();
      if (end > state.limit) {
        return MORE;
      }
      if (hasEffect()) {
        long value = read(state.buffer, start);
        if (register >= 0) {
          state.registers[register] = value;
        }
        if (role == Role.ID) {
          state.headerId = value;
        } else if (role == Role.CLOCK) {
          state.advanceClock(value, integer.size());
        }
      }
      return end;
    }

    @Override
    int visit(DecodeState state, int position, ValueVisitor visitor) {
      int start = Bits.alignUp(position, align);
      long value = read(state.buffer, start);
      if (register >= 0) {
        state.registers[register] = value;
      }
      if (type instanceof CtfType.Enumeration enumeration) {
        visitor.enumeration(enumeration, value);
      } else {
        visitor.integer(integer, value);
      }
      return start + integer.size();
    }
  }

  /** A floating-point number. */
  static final class Real extends Node {
    final CtfType.Real real;

    Real(CtfType.Real real) {
      super(real, real.size());
      this.real = real;
    }

    double read(byte[] buffer, int position) {
      long bits = Bits.read(buffer, position, real.size(), real.bigEndian(), false);
      return real.size() == 32 ? Float.intBitsToFloat((int) bits) : Double.longBitsToDouble(bits);
    }

    @Override
    int skip(DecodeState state, int position) {
      int end = Bits.alignUp(position, align) + real.size();
      return end <= state.limit ? end : MORE;
    }

    @Override
    int visit(DecodeState state, int position, ValueVisitor visitor) {
      int start = Bits.alignUp(position, align);
      visitor.real(read(state.buffer, start));
      return start + real.size();
    }
  }

  /** Bytes up to a NUL. */
  static final class Text extends Node {
    Text(CtfType.Text text) {
      super(text, VARIES);
    }

    @Override
    int skip(DecodeState state, int position) {
      int start = Bits.alignUp(position, 8) >>> 3;
      int end = state.limit >>> 3;
      int nul = Bits.indexOfNul(state.buffer, start, end);
      return nul >= end ? MORE : (nul + 1) << 3;
    }

    @Override
    int visit(DecodeState state, int position, ValueVisitor visitor) {
      int start = Bits.alignUp(position, 8) >>> 3;
      int nul = Bits.indexOfNul(state.buffer, start, state.limit >>> 3);
      visitor.string(state.buffer, start, nul - start);
      return (nul + 1) << 3;
    }
  }

  /** Members one after another. */
  static final class Struct extends Node {
    final List<CtfType.Member> members;
    final Node[] nodes;

    Struct(CtfType.Struct struct, Node[] nodes) {
      super(struct, fixedBits(nodes));
      this.members = struct.members();
      this.nodes = nodes;
    }

    private static long fixedBits(Node[] nodes) {
      long size = 0;
      for (Node node : nodes) {
        if (node.fixedBits == VARIES) {
          return VARIES;
        }
        size = (size + node.align - 1) / node.align * node.align + node.fixedBits;
      }
      return size;
    }

    @Override
    boolean hasEffect() {
      for (Node node : nodes) {
        if (node.hasEffect()) {
          return true;
        }
      }
      return false;
    }

    @Override
    int skip(DecodeState state, int position) {
      int at = Bits.alignUp(position, align);
      for (int i = 0; i < nodes.length && at >= 0; i++) {
        at = nodes[i].skip(state, at);
      }
      return at > state.limit ? MORE : at;
    }

    @Override
    int visit(DecodeState state, int position, ValueVisitor visitor) {
      int at = Bits.alignUp(position, align);
      visitor.beginStruct();
      for (int i = 0; i < nodes.length; i++) {
        visitor.member(members.get(i).shownName());
        at = nodes[i].visit(state, at, visitor);
      }
      visitor.endStruct();
      return at;
    }
  }

  /** One of several options. */
  static final class Variant extends Node {
    final CtfType.Variant variant;
    final CtfType.Enumeration tag;
    final int tagRegister;
    final Node[] options;

    Variant(CtfType.Variant variant, CtfType.Enumeration tag, int tagRegister, Node[] options) {
      super(variant, VARIES);
      this.variant = variant;
      this.tag = tag;
      this.tagRegister = tagRegister;
      this.options = options;
    }

    /** The option that the tag's value says, or -1. */
    private int chosen(DecodeState state) {
      long value = state.registers[tagRegister];
      for (CtfType.Range range : tag.ranges()) {
        if (tag.in(range, value)) {
          for (int i = 0; i < options.length; i++) {
            if (sameName(variant.options().get(i).name(), range.label())) {
              return i;
            }
          }
        }
      }
      return -1;
    }

    /** A tracer may have put an underscore before an option's name. */
    private static boolean sameName(String option, String label) {
      return option.equals(label)
          || (option.length() == label.length() + 1
              && option.charAt(0) == '_'
              && option.endsWith(label));
    }

    @Override
    boolean hasEffect() {
      for (Node option : options) {
        if (option.hasEffect()) {
          return true;
        }
      }
      return false;
    }

    @Override
    int skip(DecodeState state, int position) {
      int chosen = chosen(state);
      return chosen < 0 ? BAD : options[chosen].skip(state, position);
    }

    @Override
    int visit(DecodeState state, int position, ValueVisitor visitor) {
      int chosen = chosen(state);
      visitor.beginVariant(variant.options().get(chosen).shownName());
      int end = options[chosen].visit(state, position, visitor);
      visitor.endVariant();
      return end;
    }
  }

  /** An array or a sequence. */
  static final class Elements extends Node {
    final Node element;
    final int length;
    final int lengthRegister;
    final boolean text;

    /** Of so many elements, or of as many as a register says where that is not negative. */
    Elements(CtfType type, Node element, int length, int lengthRegister) {
      super(type, lengthRegister >= 0 ? VARIES : fixedBits(element, length));
      this.element = element;
      this.length = length;
      this.lengthRegister = lengthRegister;
      text =
          element instanceof Whole whole
              && whole.type instanceof CtfType.Int integer
              && integer.text()
              && integer.size() == 8
              && integer.align() == 8;
    }

    private static long fixedBits(Node element, int length) {
      if (element.fixedBits == VARIES) {
        return VARIES;
      }
      return length == 0 ? 0 : (long) (length - 1) * stride(element) + element.fixedBits;
    }

    /** Bits from an element to the next. */
    static int stride(Node element) {
      return Bits.alignUp(element.fixedBits, element.align);
    }

    long length(DecodeState state) {
      return lengthRegister < 0 ? length : state.registers[lengthRegister];
    }

    @Override
    boolean hasEffect() {
      return element.hasEffect();
    }

    @Override
    int skip(DecodeState state, int position) {
      int at = Bits.alignUp(position, align);
      long count = length(state);
      if (at > state.limit || count < 0) {
        return at > state.limit ? MORE : BAD;
      }
      if (element.fixedBits != VARIES && !element.hasEffect()) {
        int stride = stride(element);
        if (count == 0 || stride == 0) {
          return at;
        }
        if (count - 1 > (state.limit - at) / stride) {
          return MORE;
        }
        long end = at + (count - 1) * stride + element.fixedBits;
        return end > state.limit ? MORE : (int) end;
      }
      for (long i = 0; i < count && at >= 0; i++) {
        at = element.skip(state, at);
      }
      return at;
    }

    @Override
    int visit(DecodeState state, int position, ValueVisitor visitor) {
      int at = Bits.alignUp(position, align);
      int count = (int) length(state);
      if (text) {
        int start = at >>> 3;
        int nul = Bits.indexOfNul(state.buffer, start, start + count);
        visitor.string(state.buffer, start, nul - start);
        return at + count * 8;
      }
      visitor.beginArray();
      for (int i = 0; i < count; i++) {
        visitor.element(i);
        at = element.visit(state, at, visitor);
      }
      visitor.endArray();
      return at;
    }
  }

  /** The integer type of a node, or null. */
  static CtfType.@Nullable Int integer(CtfType type) {
    return switch (type) {
      case CtfType.Int integer -> integer;
      case CtfType.Enumeration enumeration -> enumeration.container();
      default -> null;
    };
  }
}
