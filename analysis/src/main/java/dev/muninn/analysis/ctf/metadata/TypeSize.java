package dev.muninn.analysis.ctf.metadata;

import java.util.IdentityHashMap;

/**
 * Bounds on types: how many parts a value can have besides what sequences repeat, how deep they
 * lie, and how few bits they take. They keep the decoding of any packet finite. A type that many
 * others have as a part is looked at once.
 */
public final class TypeSize {
  /** Most parts of a type, array elements counted each. */
  public static final int MAX_PARTS = 1 << 20;

  /** Most levels of a type. */
  public static final int MAX_HEIGHT = 64;

  private static final long MOST_BITS = 1L << 40;

  /**
   * A type's size.
   *
   * @param parts at most a little above {@link #MAX_PARTS}: more are not told apart
   * @param bits the least number of bits, padding left out
   */
  private record Size(long parts, int height, long bits) {
    Size {
      parts = Math.min(parts, MAX_PARTS + 1L);
      bits = Math.min(bits, MOST_BITS);
    }
  }

  private final IdentityHashMap<CtfType, Size> known = new IdentityHashMap<>();

  /**
   * Refuses what could not be decoded in bounded time.
   *
   * @throws MetadataException when it has too many parts or levels, or a sequence of elements
   *     without size
   */
  public void check(CtfType type) throws MetadataException {
    size(type);
  }

  private Size size(CtfType type) throws MetadataException {
    Size before = known.get(type);
    if (before != null) {
      return before;
    }
    Size size =
        switch (type) {
          case CtfType.Int integer -> leaf(integer.varies() ? 8 : integer.size());
          case CtfType.Real real -> leaf(real.size());
          case CtfType.Bool bool -> leaf(bool.container().size());
          case CtfType.BitMap map -> leaf(map.container().size());
          case CtfType.Enumeration enumeration ->
              leaf(enumeration.container().varies() ? 8 : enumeration.container().size());
          case CtfType.Text text -> leaf(8L * text.encoding().unit);
          case CtfType.Struct struct -> together(struct.members(), true);
          case CtfType.Variant variant -> together(variant.options(), false);
          case CtfType.Optional optional -> repeated(size(optional.type()), 1, 0);
          case CtfType.Array array ->
              repeated(size(array.element()), array.length(), array.length());
          case CtfType.Sequence sequence -> repeated(sized(size(sequence.element())), 1, 0);
        };
    if (size.parts() > MAX_PARTS) {
      throw new MetadataException("type too large: max=" + MAX_PARTS);
    }
    if (size.height() > MAX_HEIGHT) {
      throw new MetadataException("type nested too deeply: max=" + MAX_HEIGHT);
    }
    if (size.height() > 1) {
      known.put(type, size);
    }
    return size;
  }

  private static Size leaf(long bits) {
    return new Size(1, 1, bits);
  }

  private static Size sized(Size element) throws MetadataException {
    if (element.bits() == 0) {
      throw new MetadataException("sequence of elements without size");
    }
    return element;
  }

  private static Size repeated(Size element, long times, long leastTimes) {
    return new Size(1 + times * element.parts(), 1 + element.height(), leastTimes * element.bits());
  }

  /** All members, or one of the options. */
  private Size together(Iterable<CtfType.Member> members, boolean all) throws MetadataException {
    long parts = 1;
    int height = 0;
    long bits = all ? 0 : Long.MAX_VALUE;
    for (CtfType.Member member : members) {
      Size size = size(member.type());
      parts += size.parts();
      height = Math.max(height, size.height());
      bits = all ? bits + size.bits() : Math.min(bits, size.bits());
    }
    return new Size(parts, 1 + height, bits == Long.MAX_VALUE ? 0 : bits);
  }
}
