package dev.muninn.analysis.ctf;

import dev.muninn.analysis.ctf.metadata.CtfType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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

  /** An integer, or something that is read as one. */
  static final class Whole extends Node {
    final CtfType.Int integer;
    private int[] registers = {};
    Role role = Role.NONE;

    /** How many lengths and tags refer to it. */
    int wanted;

    Whole(CtfType type, CtfType.Int integer) {
      super(type, integer.varies() ? VARIES : integer.size());
      this.integer = integer;
    }

    /** Its value is wanted in one more register. */
    void feed(int register) {
      registers = Arrays.copyOf(registers, registers.length + 1);
      registers[registers.length - 1] = register;
    }

    private boolean feeds(int register) {
      return Arrays.stream(registers).anyMatch(known -> known == register);
    }

    @Override
    boolean hasEffect() {
      return registers.length > 0 || role != Role.NONE;
    }

    long read(byte[] buffer, int position) {
      long value =
          integer.varies()
              ? Bits.leb128(buffer, position >>> 3, integer.signed())
              : Bits.read(buffer, position, integer.size(), integer.coding(), integer.signed());
      return type instanceof CtfType.Bool ? (value == 0 ? 0 : 1) : value;
    }

    /** The bits at a position, {@link #MORE} or {@link #BAD}. */
    private int size(DecodeState state, int start) {
      if (!integer.varies()) {
        return start + integer.size() > state.limit ? MORE : integer.size();
      }
      int bytes = Bits.leb128Bytes(state.buffer, start >>> 3, state.limit >>> 3);
      return bytes > 0 ? bytes << 3 : bytes == 0 ? MORE : BAD;
    }

    @Override
    int skip(DecodeState state, int position) {
      int start = Bits.alignUp(position, align);
      int size = size(state, start);
      if (size < 0) {
        return size;
      }
      if (hasEffect()) {
        long value = read(state.buffer, start);
        store(state, value);
        if (role == Role.ID) {
          state.headerId = value;
        } else if (role == Role.CLOCK) {
          state.advanceClock(value, integer.varies() ? size / 8 * 7 : size);
        }
      }
      return start + size;
    }

    private void store(DecodeState state, long value) {
      for (int register : registers) {
        state.registers[register] = value;
      }
    }

    @Override
    int visit(DecodeState state, int position, ValueVisitor visitor) {
      int start = Bits.alignUp(position, align);
      long value = read(state.buffer, start);
      store(state, value);
      switch (type) {
        case CtfType.Enumeration enumeration -> visitor.enumeration(enumeration, value);
        case CtfType.Bool bool -> visitor.bool(value != 0);
        case CtfType.BitMap map -> visitor.bitMap(map, value);
        default -> visitor.integer(integer, value);
      }
      return start + size(state, start);
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
      long bits = Bits.read(buffer, position, real.size(), real.coding(), false);
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

  /** Units up to one of zeros. */
  static final class Text extends Node {
    final CtfType.Encoding encoding;

    Text(CtfType.Text text) {
      super(text, VARIES);
      encoding = text.encoding();
    }

    @Override
    int skip(DecodeState state, int position) {
      int start = Bits.alignUp(position, 8) >>> 3;
      int end = state.limit >>> 3;
      int nul = Bits.indexOfNul(state.buffer, start, end, encoding.unit);
      return nul >= end ? MORE : (nul + encoding.unit) << 3;
    }

    @Override
    int visit(DecodeState state, int position, ValueVisitor visitor) {
      int start = Bits.alignUp(position, 8) >>> 3;
      int nul = Bits.indexOfNul(state.buffer, start, state.limit >>> 3, encoding.unit);
      tell(visitor, encoding, state.buffer, start, nul - start);
      return (nul + encoding.unit) << 3;
    }
  }

  /** Tells a string, in UTF-8 whatever it is encoded in. */
  private static void tell(
      ValueVisitor visitor, CtfType.Encoding encoding, byte[] bytes, int offset, int length) {
    if (encoding == CtfType.Encoding.UTF_8) {
      visitor.string(bytes, offset, length);
    } else {
      byte[] utf8 = utf8(encoding, bytes, offset, length);
      visitor.string(utf8, 0, utf8.length);
    }
  }

  /** The UTF-8 of a string of another encoding. */
  static byte[] utf8(CtfType.Encoding encoding, byte[] bytes, int offset, int length) {
    return new String(bytes, offset, length, encoding.charset).getBytes(StandardCharsets.UTF_8);
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
    final Ranges ranges;
    private final int register;
    final Node[] options;

    /** Of options by the ranges of what is in a register. */
    Variant(CtfType.Variant variant, Ranges ranges, int register, Node[] options) {
      super(variant, VARIES);
      this.variant = variant;
      this.ranges = ranges;
      this.register = register;
      this.options = options;
    }

    /** Whether an integer is its tag. */
    boolean isTaggedBy(Node node) {
      return node instanceof Whole whole && whole.feeds(register);
    }

    /** The option that the tag's value says, or -1. */
    private int chosen(DecodeState state) {
      return ranges.of(state.registers[register]);
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

  /** A value or nothing. */
  static final class Optional extends Node {
    private final Ranges present;
    private final int register;
    final Node value;

    /** There where what is in a register is in a range. */
    Optional(CtfType.Optional optional, Ranges present, int register, Node value) {
      super(optional, VARIES);
      this.present = present;
      this.register = register;
      this.value = value;
    }

    private boolean isThere(DecodeState state) {
      return present.of(state.registers[register]) >= 0;
    }

    @Override
    boolean hasEffect() {
      return value.hasEffect();
    }

    @Override
    int skip(DecodeState state, int position) {
      return isThere(state) ? value.skip(state, position) : position;
    }

    @Override
    int visit(DecodeState state, int position, ValueVisitor visitor) {
      if (isThere(state)) {
        return value.visit(state, position, visitor);
      }
      visitor.nothing();
      return position;
    }
  }

  /** An array or a sequence. */
  static final class Elements extends Node {
    final Node element;
    final int length;
    final int lengthRegister;

    /** What it is a text in, or null where it is none. */
    final CtfType.@Nullable Encoding text;

    /** Of so many elements, or of as many as a register says where that is not negative. */
    Elements(CtfType type, Node element, int length, int lengthRegister) {
      super(type, lengthRegister >= 0 ? VARIES : fixedBits(element, length));
      this.element = element;
      this.length = length;
      this.lengthRegister = lengthRegister;
      text =
          element instanceof Whole whole
                  && whole.type instanceof CtfType.Int integer
                  && integer.size() == 8
                  && integer.align() == 8
              ? integer.text()
              : null;
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
      if (text != null) {
        int start = at >>> 3;
        int nul = Bits.indexOfNul(state.buffer, start, start + count, text.unit);
        tell(visitor, text, state.buffer, start, nul - start);
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
}
