package dev.muninn.analysis.ctf.metadata;

import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A type of CTF: those of 1.8 (its specification, section 4) and of 2 (CTF2-SPEC-2.0, section 5.3),
 * in one model. Sizes and alignments are in bits.
 */
public sealed interface CtfType {
  /** Largest alignment accepted, in bits: 512 bytes. */
  int MAX_ALIGN = 4096;

  /** Alignment, a power of two. */
  int align();

  /** What an integer tells the reader: CTF 2's roles; of CTF 1.8 the names that have a meaning. */
  enum Role {
    /** 0xC1FC1FC1. */
    MAGIC,
    /** Which stream class the packet belongs to. */
    STREAM_CLASS_ID,
    /** Which stream of the class it belongs to. */
    STREAM_ID,
    /** The time, of the packet's beginning or of the event. */
    TIME,
    /** The time of the packet's end. */
    END_TIME,
    /** Bits of the packet that have a meaning. */
    CONTENT_SIZE,
    /** Bits of the packet. */
    PACKET_SIZE,
    /** Events the tracer has lost so far. */
    DISCARDED,
    /** The packet's number in its stream. */
    SEQUENCE,
    /** Which kind of event it is. */
    EVENT_ID
  }

  /** How the bits of a number lie. */
  enum Coding {
    /** The first bit is the lowest. */
    LITTLE,
    /** The first bit is the highest. */
    BIG,
    /** Bytes as in {@link #LITTLE}, but the first bit is the highest. */
    LITTLE_REVERSED,
    /** Bytes as in {@link #BIG}, but the first bit is the lowest. */
    BIG_REVERSED,
    /** LEB128: seven bits a byte, lowest first, as many bytes as needed. */
    LEB128;

    /** Whether a byte's first bit is its most significant one. */
    public boolean bigEndian() {
      return this == BIG || this == BIG_REVERSED;
    }

    /** Whether the bits are in the other order than the bytes. */
    public boolean reversed() {
      return this == LITTLE_REVERSED || this == BIG_REVERSED;
    }
  }

  /** What characters are encoded in. */
  enum Encoding {
    /** One byte a unit. */
    UTF_8(StandardCharsets.UTF_8, 1),
    /** Two. */
    UTF_16BE(StandardCharsets.UTF_16BE, 2),
    /** Two. */
    UTF_16LE(StandardCharsets.UTF_16LE, 2),
    /** Four. */
    UTF_32BE(Charset.forName("UTF-32BE"), 4),
    /** Four. */
    UTF_32LE(Charset.forName("UTF-32LE"), 4);

    /** The JDK's. */
    public final Charset charset;

    /** Bytes of a unit; that many zeros end a string. */
    public final int unit;

    Encoding(Charset charset, int unit) {
      this.charset = charset;
      this.unit = unit;
    }
  }

  /**
   * An integer.
   *
   * @param size 1 to 64; 64 where its length varies
   * @param base 2, 8, 10 or 16: how it is written
   * @param text what it is a byte of a text of, or null
   * @param clock the clock it is a time of, or null
   */
  record Int(
      int size,
      int align,
      boolean signed,
      int base,
      Coding coding,
      @Nullable Encoding text,
      @Nullable String clock,
      Set<Role> roles)
      implements CtfType {

    /** One that means nothing in particular. */
    public static Int plain(int size, int align, boolean signed, int base, Coding coding) {
      return new Int(size, align, signed, base, coding, null, null, Set.of());
    }

    /** A byte of a text. */
    public static Int character(Encoding encoding) {
      return new Int(8, 8, false, 10, Coding.LITTLE, encoding, null, Set.of());
    }

    /** The same with a meaning, and as a time of a clock where one is given. */
    public Int with(Role role, @Nullable String ofClock) {
      return new Int(size, align, signed, base, coding, text, ofClock, Set.of(role));
    }

    /** Whether its length varies. */
    public boolean varies() {
      return coding == Coding.LEB128;
    }
  }

  /**
   * A binary32 or binary64 of IEEE 754.
   *
   * @param size 32 or 64
   */
  record Real(int size, int align, Coding coding) implements CtfType {}

  /** True where any bit is set. */
  record Bool(Int container) implements CtfType {
    @Override
    public int align() {
      return container.align();
    }
  }

  /**
   * Bits of which some have names.
   *
   * @param flags from a bit's number to another's; the lowest bit is 0
   */
  record BitMap(Int container, List<Range> flags) implements CtfType {
    @Override
    public int align() {
      return container.align();
    }

    /** Whether a bit of a range is set. */
    public static boolean active(Range flag, long value) {
      int first = (int) flag.low();
      int count = (int) (flag.high() - flag.low() + 1);
      return (value >>> first << (64 - count)) != 0;
    }
  }

  /** Units up to one of zeros. */
  record Text(Encoding encoding) implements CtfType {
    @Override
    public int align() {
      return 8;
    }
  }

  /** A label for values from {@code low} to {@code high}, compared as the container's sign says. */
  record Range(String label, long low, long high) {}

  /** Integers from {@code low} to {@code high}, whatever the sign of those compared with them. */
  record Span(BigInteger low, BigInteger high) {
    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger MOST_UNSIGNED =
        BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);

    /** What of it integers of a sign can be, or null where that is nothing. */
    public @Nullable Range range(String label, boolean signed) {
      BigInteger from = low.max(signed ? LEAST : BigInteger.ZERO);
      BigInteger to = high.min(signed ? MOST : MOST_UNSIGNED);
      return from.compareTo(to) > 0 ? null : new Range(label, from.longValue(), to.longValue());
    }
  }

  /** An integer whose values have labels. */
  record Enumeration(Int container, List<Range> ranges) implements CtfType {
    @Override
    public int align() {
      return container.align();
    }

    /** Whether a value is in a range. */
    public boolean in(Range range, long value) {
      return container.signed()
          ? range.low() <= value && value <= range.high()
          : Long.compareUnsigned(range.low(), value) <= 0
              && Long.compareUnsigned(value, range.high()) <= 0;
    }

    /** The first label of a value, or null. */
    public @Nullable String label(long value) {
      for (Range range : ranges) {
        if (in(range, value)) {
          return range.label();
        }
      }
      return null;
    }
  }

  /**
   * A named part of a struct or variant.
   *
   * @param name as written; paths have it
   * @param shownName as tools show it
   */
  record Member(String name, String shownName, CtfType type) {
    /** Of TSDL, where tracers put an underscore before names of fields. */
    public static Member ofTsdl(String name, CtfType type) {
      boolean marked = name.length() > 1 && name.charAt(0) == '_';
      return new Member(name, marked ? name.substring(1) : name, type);
    }

    /** The same of another type. */
    public Member withType(CtfType other) {
      return new Member(name, shownName, other);
    }
  }

  /** Members one after another. */
  record Struct(List<Member> members, int align) implements CtfType {
    /** Of an alignment at least, more where a member has more. */
    public static Struct of(List<Member> members, int least) {
      int align = least;
      for (Member member : members) {
        align = Math.max(align, member.type().align());
      }
      return new Struct(members, align);
    }
  }

  /**
   * One of several options, as an integer before it says.
   *
   * @param ranges the integers of each option; empty where the labels of the enum are the options'
   *     names
   */
  record Variant(Location tag, List<Member> options, List<List<Span>> ranges) implements CtfType {
    @Override
    public int align() {
      return 1;
    }
  }

  /**
   * A value or nothing, as a boolean or an integer before it says.
   *
   * @param ranges of the integer where it is there; empty for a boolean
   */
  record Optional(CtfType type, Location selector, List<Span> ranges) implements CtfType {
    @Override
    public int align() {
      return 1;
    }
  }

  /** So many elements. */
  record Array(CtfType element, int length, int align) implements CtfType {
    /** Aligned as its elements are. */
    public Array(CtfType element, int length) {
      this(element, length, element.align());
    }
  }

  /** As many elements as an integer before it says. */
  record Sequence(CtfType element, Location length, int align) implements CtfType {
    /** Aligned as its elements are. */
    public Sequence(CtfType element, Location length) {
      this(element, length, element.align());
    }
  }
}
