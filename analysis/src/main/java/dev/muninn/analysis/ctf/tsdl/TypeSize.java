package dev.muninn.analysis.ctf.tsdl;

/**
 * Bounds on types: how many parts a value can have besides what sequences repeat, and how few bits
 * it can take. They keep the decoding of any packet finite.
 */
public final class TypeSize {
  /** Most parts of a type, array elements counted each. */
  public static final int MAX_PARTS = 1 << 20;

  private TypeSize() {}

  /** Parts, at most a little above {@link #MAX_PARTS}: more are not told apart. */
  public static long parts(CtfType type) {
    return switch (type) {
      case CtfType.Struct struct -> sum(struct.members());
      case CtfType.Variant variant -> sum(variant.options());
      case CtfType.Array array -> capped(1 + array.length() * parts(array.element()));
      case CtfType.Sequence sequence -> capped(1 + parts(sequence.element()));
      default -> 1;
    };
  }

  private static long sum(Iterable<CtfType.Member> members) {
    long parts = 1;
    for (CtfType.Member member : members) {
      parts += parts(member.type());
      if (parts > MAX_PARTS) {
        break;
      }
    }
    return capped(parts);
  }

  private static long capped(long parts) {
    return Math.min(parts, MAX_PARTS + 1L);
  }

  /** The least number of bits, padding left out. */
  public static long minBits(CtfType type) {
    return switch (type) {
      case CtfType.Int integer -> integer.size();
      case CtfType.Real real -> real.size();
      case CtfType.Enumeration enumeration -> enumeration.container().size();
      case CtfType.Text text -> 8;
      case CtfType.Struct struct ->
          struct.members().stream().mapToLong(member -> minBits(member.type())).sum();
      case CtfType.Variant variant ->
          variant.options().stream().mapToLong(option -> minBits(option.type())).min().orElse(0);
      case CtfType.Array array -> array.length() * minBits(array.element());
      case CtfType.Sequence sequence -> 0;
    };
  }

  /**
   * Refuses what could not be decoded in bounded time.
   *
   * @throws TsdlException when it has too many parts, or a sequence of elements without size
   */
  static void check(CtfType type) throws TsdlException {
    if (parts(type) > MAX_PARTS) {
      throw new TsdlException("type too large: max=" + MAX_PARTS);
    }
    checkSequences(type);
  }

  private static void checkSequences(CtfType type) throws TsdlException {
    switch (type) {
      case CtfType.Struct struct -> {
        for (CtfType.Member member : struct.members()) {
          checkSequences(member.type());
        }
      }
      case CtfType.Variant variant -> {
        for (CtfType.Member option : variant.options()) {
          checkSequences(option.type());
        }
      }
      case CtfType.Array array -> checkSequences(array.element());
      case CtfType.Sequence sequence -> {
        if (minBits(sequence.element()) == 0) {
          throw new TsdlException("sequence of elements without size");
        }
        checkSequences(sequence.element());
      }
      default -> {}
    }
  }
}
