package dev.muninn.analysis.ctf;

import dev.muninn.analysis.ctf.metadata.CtfType;
import dev.muninn.analysis.ctf.metadata.CtfType.Coding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Structs one after another, compiled to a flat form. A field lies at a constant distance from an
 * anchor; anchors are the record's start and the end of everything whose size varies. Passing over
 * a record finds the anchors and nothing else; values are read when they are asked for.
 */
final class RecordLayout {
  // Steps that find an anchor.
  private static final byte TEXT = 0;
  private static final byte ALIGN = 1;
  private static final byte SEQUENCE = 2;
  private static final byte COMPOUND = 3;
  // A step that fills registers.
  private static final byte STORE = 4;

  // How a field is read.
  static final byte U8 = 0;
  static final byte S8 = 1;
  static final byte U16 = 2;
  static final byte S16 = 3;
  static final byte U32 = 4;
  static final byte S32 = 5;
  static final byte I64 = 6;
  static final byte WHOLE = 7;
  static final byte F64 = 8;
  static final byte REAL = 9;
  static final byte STRING = 10;
  static final byte TEXT_ARRAY = 11;
  static final byte TEXT_SEQUENCE = 12;
  static final byte WIDE = 13;
  static final byte OTHER = 14;

  private static final long MOST_OFFSET = 1 << 27;

  private final byte[] steps;
  private final int[] stepOffsets;
  private final Node[] stepNodes;
  private final int tail;

  /** One more than the steps that find an anchor. */
  final int anchorCount;

  final Field[] fields;
  final byte[] access;
  private final int[] anchorOf;
  private final int[] offsetOf;
  private final Node[] nodes;

  private RecordLayout(Compiler c) {
    int count = c.steps.size();
    steps = new byte[count];
    stepOffsets = new int[count];
    stepNodes = new Node[count];
    for (int i = 0; i < count; i++) {
      steps[i] = c.steps.get(i).code();
      stepOffsets[i] = c.steps.get(i).offset();
      stepNodes[i] = c.steps.get(i).node();
    }
    tail = c.offset;
    anchorCount = c.anchor + 1;
    int size = c.slots.size();
    fields = new Field[size];
    access = new byte[size];
    anchorOf = new int[size];
    offsetOf = new int[size];
    nodes = new Node[size];
    for (int i = 0; i < size; i++) {
      Slot slot = c.slots.get(i);
      fields[i] = slot.field();
      access[i] = slot.access();
      anchorOf[i] = slot.anchor();
      offsetOf[i] = slot.offset();
      nodes[i] = slot.node();
    }
  }

  /** A part of a record. */
  record Part(Scope scope, Node.Struct struct) {}

  private record Step(byte code, int offset, Node node) {}

  private record Slot(Field field, byte access, int anchor, int offset, Node node) {}

  /**
   * Compiles structs that lie one after another.
   *
   * @param align the alignment that every record's start is sure to have, in bits
   */
  static RecordLayout of(List<Part> parts, int align) {
    Compiler compiler = new Compiler(align);
    for (Part part : parts) {
      compiler.add(part);
    }
    return new RecordLayout(compiler);
  }

  private static final class Compiler {
    final List<Step> steps = new ArrayList<>();
    final List<Slot> slots = new ArrayList<>();
    int anchor;
    int offset;
    // The alignment of the current anchor that is sure.
    private int sure;

    Compiler(int sure) {
      this.sure = sure;
    }

    void add(Part part) {
      align(part.struct());
      for (int i = 0; i < part.struct().nodes.length; i++) {
        CtfType.Member member = part.struct().members.get(i);
        place(part.scope(), member, part.struct().nodes[i]);
      }
    }

    private void align(Node node) {
      if (node.align <= sure) {
        offset = Bits.alignUp(offset, node.align);
      } else if (node.align > 1) {
        anchorAfter(ALIGN, node, node.align);
      }
    }

    private void anchorAfter(byte code, Node node, int alignment) {
      steps.add(new Step(code, offset, node));
      anchor++;
      offset = 0;
      sure = alignment;
    }

    private void place(Scope scope, CtfType.Member member, Node node) {
      align(node);
      byte access = access(node);
      Field field = new Field(member.shownName(), scope, kind(access, node), node.type);
      slots.add(new Slot(field, access, anchor, offset, node));
      if (access == STRING) {
        anchorAfter(TEXT, node, 8);
      } else if (node instanceof Node.Elements elements && simple(elements)) {
        anchorAfter(SEQUENCE, node, 8);
      } else if (unplaceable(node)) {
        anchorAfter(COMPOUND, node, inWholeBytes(node) ? 8 : 1);
      } else {
        if (node.hasEffect()) {
          steps.add(new Step(STORE, offset, node));
        }
        offset += node.fixedBits;
      }
    }

    /** Whether it is passed over part by part. */
    private boolean unplaceable(Node node) {
      boolean parts = node instanceof Node.Struct || node instanceof Node.Elements;
      return node.fixedBits == Node.VARIES
          || (parts && node.hasEffect())
          || (long) offset + node.fixedBits > MOST_OFFSET;
    }

    /** Whether it is a sequence of whole bytes. */
    private static boolean simple(Node.Elements elements) {
      return elements.lengthRegister >= 0
          && elements.element.fixedBits > 0
          && !elements.element.hasEffect()
          && elements.align >= 8
          && elements.element.fixedBits % elements.element.align == 0;
    }

    private static boolean inWholeBytes(Node node) {
      return node instanceof Node.Text
          || (node instanceof Node.Whole whole && whole.integer.varies());
    }

    private static Field.Kind kind(byte access, Node node) {
      return switch (access) {
        case STRING, TEXT_ARRAY, TEXT_SEQUENCE, WIDE -> Field.Kind.STRING;
        case REAL, F64 -> Field.Kind.REAL;
        case OTHER -> Field.Kind.COMPOUND;
        default ->
            node.type instanceof CtfType.Enumeration ? Field.Kind.ENUMERATION : Field.Kind.INTEGER;
      };
    }

    private byte access(Node node) {
      return switch (node) {
        case Node.Whole whole -> whole.type instanceof CtfType.Bool ? WHOLE : whole(whole.integer);
        case Node.Real real ->
            real.real.size() == 64 && inBytes() && real.real.coding() == Coding.LITTLE ? F64 : REAL;
        case Node.Text text -> text.encoding == CtfType.Encoding.UTF_8 ? STRING : WIDE;
        case Node.Elements elements -> {
          if (elements.text != CtfType.Encoding.UTF_8) {
            yield elements.text == null ? OTHER : WIDE;
          }
          yield elements.lengthRegister < 0 ? TEXT_ARRAY : TEXT_SEQUENCE;
        }
        default -> OTHER;
      };
    }

    private boolean inBytes() {
      return sure >= 8 && (offset & 7) == 0;
    }

    private byte whole(CtfType.Int integer) {
      Coding coding = integer.coding();
      boolean plain = coding == Coding.LITTLE || (coding == Coding.BIG && integer.size() == 8);
      if (!inBytes() || !plain) {
        return WHOLE;
      }
      return switch (integer.size()) {
        case 8 -> integer.signed() ? S8 : U8;
        case 16 -> integer.signed() ? S16 : U16;
        case 32 -> integer.signed() ? S32 : U32;
        case 64 -> I64;
        default -> WHOLE;
      };
    }
  }

  /**
   * Finds the anchors of a record.
   *
   * @return the position after it, or {@link Node#MORE} or {@link Node#BAD}
   */
  int scan(DecodeState state, int[] anchors, int start) {
    int at = start;
    anchors[0] = at;
    int anchor = 0;
    for (int i = 0; i < steps.length; i++) {
      int position = at + stepOffsets[i];
      if (position > state.limit) {
        return Node.MORE;
      }
      switch (steps[i]) {
        case TEXT -> {
          int end = state.limit >>> 3;
          int nul = Bits.indexOfNul(state.buffer, position >>> 3, end);
          if (nul >= end) {
            return Node.MORE;
          }
          at = (nul + 1) << 3;
        }
        case ALIGN -> at = Bits.alignUp(position, stepNodes[i].align);
        case SEQUENCE, COMPOUND -> {
          at = stepNodes[i].skip(state, position);
          if (at < 0) {
            return at;
          }
        }
        default -> {
          int end = stepNodes[i].skip(state, position);
          if (end < 0) {
            return end;
          }
          continue;
        }
      }
      anchors[++anchor] = at;
    }
    int end = at + tail;
    return end <= state.limit ? end : Node.MORE;
  }

  private int position(int[] anchors, int field) {
    return anchors[anchorOf[field]] + offsetOf[field];
  }

  /** An integer's, an enum's, or a number's value cut to an integer. */
  long longValue(byte[] buffer, int[] anchors, int field) {
    int position = position(anchors, field);
    int at = position >>> 3;
    return switch (access[field]) {
      case U8 -> buffer[at] & 0xFF;
      case S8 -> buffer[at];
      case U16 -> (short) Bits.SHORT_LE.get(buffer, at) & 0xFFFF;
      case S16 -> (short) Bits.SHORT_LE.get(buffer, at);
      case U32 -> (int) Bits.INT_LE.get(buffer, at) & 0xFFFF_FFFFL;
      case S32 -> (int) Bits.INT_LE.get(buffer, at);
      case I64 -> (long) Bits.LONG_LE.get(buffer, at);
      case WHOLE -> ((Node.Whole) nodes[field]).read(buffer, position);
      case F64, REAL -> (long) doubleValue(buffer, anchors, field);
      default -> throw new IllegalArgumentException("no integer: field=" + fields[field].name());
    };
  }

  /** A number. */
  double doubleValue(byte[] buffer, int[] anchors, int field) {
    int position = position(anchors, field);
    return switch (access[field]) {
      case F64 -> Double.longBitsToDouble((long) Bits.LONG_LE.get(buffer, position >>> 3));
      case REAL -> ((Node.Real) nodes[field]).read(buffer, position);
      default -> {
        long value = longValue(buffer, anchors, field);
        yield value >= 0 || fields[field].signed() ? value : ((value >>> 1) | (value & 1)) * 2.0;
      }
    };
  }

  /** Where a string begins, in bytes of the buffer. */
  int stringOffset(int[] anchors, int field) {
    return position(anchors, field) >>> 3;
  }

  /** A string's bytes, without the NUL. */
  int stringLength(byte[] buffer, int[] anchors, int field) {
    int start = position(anchors, field) >>> 3;
    return switch (access[field]) {
      case STRING -> (anchors[anchorOf[field] + 1] >>> 3) - 1 - start;
      case TEXT_ARRAY -> {
        int length = ((Node.Elements) nodes[field]).length;
        yield Bits.indexOfNul(buffer, start, start + length) - start;
      }
      case TEXT_SEQUENCE ->
          Bits.indexOfNul(buffer, start, anchors[anchorOf[field] + 1] >>> 3) - start;
      default -> throw new IllegalArgumentException("no string: field=" + fields[field].name());
    };
  }

  /** Whether a string is encoded in something else than UTF-8. */
  boolean wide(int field) {
    return access[field] == WIDE;
  }

  /** The UTF-8 of a string that is encoded in something else. */
  byte[] utf8(DecodeState state, int[] anchors, int field) {
    int start = position(anchors, field) >>> 3;
    return switch (nodes[field]) {
      case Node.Text text -> utf8(text.encoding, state, start, state.limit >>> 3);
      case Node.Elements elements when elements.text != null ->
          utf8(elements.text, state, start, start + (int) elements.length(state));
      default -> throw new IllegalArgumentException("no string: field=" + fields[field].name());
    };
  }

  private static byte[] utf8(CtfType.Encoding encoding, DecodeState state, int start, int end) {
    int nul = Bits.indexOfNul(state.buffer, start, end, encoding.unit);
    return Node.utf8(encoding, state.buffer, start, nul - start);
  }

  /** Tells a value of any type. */
  void visit(DecodeState state, int[] anchors, int field, ValueVisitor visitor) {
    nodes[field].visit(state, position(anchors, field), visitor);
  }

  /** The fields in order. */
  List<Field> fieldList() {
    return Arrays.asList(fields);
  }
}
