package dev.muninn.server.bytes;

/**
 * A glob pattern over bytes, as Valkey 8 matches it (stringmatchlen): {@code *}, {@code ?}, {@code
 * [a-z]}, {@code [^a-z]} and {@code \} before a byte to be taken literally. Takes at most (length
 * of the pattern) x (length of the text) steps, for only the last star is tried again. Matching
 * allocates nothing but, now and then, a larger scratch array. Not thread-safe.
 *
 * <p>As there, an empty text is matched by the empty pattern alone, an open bracket reaches to the
 * pattern's end, and bytes in a range are compared as signed, and nothing is matched behind the
 * 1000th run of stars.
 */
public final class Glob {
  private static final int MAX_STARS = 1000;

  /** Longest pattern or text that is copied to the heap, in bytes. */
  private static final int MAX_COPY = 64 << 10;

  private byte[] pattern;
  private int patternLength;
  private boolean ignoreCase;
  private byte[] scratch = new byte[64];

  /** Where the pattern or the text is when it is too long to be copied to the heap. */
  private final Slice largePattern = new Slice();

  private final Slice largeText = new Slice();
  private boolean patternIsLarge;
  private boolean textIsLarge;

  /** The empty pattern, to be {@link #set} to others. */
  public Glob() {
    this(new byte[64], false);
    patternLength = 0;
  }

  /** The pattern {@code pattern}; see {@link #set}. */
  public Glob(Slice pattern, boolean ignoreCase) {
    this(new byte[Math.min(pattern.length(), MAX_COPY)], ignoreCase);
    Glob ignored = set(pattern, ignoreCase);
  }

  /** The pattern {@code pattern}, which is kept. */
  public Glob(byte[] pattern, boolean ignoreCase) {
    this.pattern = pattern;
    this.patternLength = pattern.length;
    this.ignoreCase = ignoreCase;
  }

  /**
   * Makes this another pattern. One of more than {@value #MAX_COPY} bytes is not copied: it has to
   * stay where it is for as long as it is used.
   */
  public Glob set(Slice other, boolean withoutCase) {
    patternLength = other.length();
    ignoreCase = withoutCase;
    patternIsLarge = patternLength > MAX_COPY;
    if (patternIsLarge) {
      Slice ignored = largePattern.set(other);
      return this;
    }
    if (pattern.length < patternLength) {
      pattern = new byte[Math.max(patternLength, Math.min(2 * pattern.length, 1 << 20))];
    }
    other.copyTo(0, pattern, 0, patternLength);
    return this;
  }

  /** Whether the pattern is a single star. */
  public boolean matchesAll() {
    return patternLength == 1 && pattern[0] == '*';
  }

  /** Whether the pattern matches all of {@code text}. */
  public boolean matches(Slice text) {
    int length = text.length();
    textIsLarge = length > MAX_COPY;
    if (textIsLarge) {
      Slice ignored = largeText.set(text);
      return matches(scratch, length);
    }
    if (scratch.length < length) {
      scratch = new byte[Math.max(length, Math.min(2 * scratch.length, 1 << 20))];
    }
    text.copyTo(0, scratch, 0, length);
    return matches(scratch, length);
  }

  /** Whether the pattern matches all of {@code text}. */
  public boolean matches(byte[] text) {
    textIsLarge = false;
    return matches(text, text.length);
  }

  private boolean matches(byte[] text, int end) {
    int size = patternLength;
    if (end == 0) {
      return size == 0;
    }
    int p = 0;
    int t = 0;
    int afterStar = -1;
    int starText = 0;
    int stars = 0;
    while (t < end) {
      if (p < size && at(p) == '*') {
        p = skipStars(p);
        if (p == size) {
          return true;
        }
        if (++stars > MAX_STARS) {
          return false;
        }
        afterStar = p;
        starText = t;
        continue;
      }
      int next = p < size ? one(p, (textIsLarge ? largeText.get(t) : text[t])) : -1;
      if (next >= 0) {
        p = next;
        t++;
      } else if (afterStar >= 0) {
        p = afterStar;
        t = ++starText;
      } else {
        return false;
      }
    }
    return skipStars(p) == size;
  }

  private int skipStars(int from) {
    int p = from;
    while (p < patternLength && at(p) == '*') {
      p++;
    }
    return p;
  }

  /** Place behind the pattern's element at {@code p} if that matches {@code b}, else -1. */
  private int one(int p, byte b) {
    return switch (at(p)) {
      case '?' -> p + 1;
      case '[' -> bracket(p + 1, b);
      case '\\' -> literal(p + 1 < patternLength ? p + 1 : p, b);
      default -> literal(p, b);
    };
  }

  private int literal(int p, byte b) {
    return same(at(p), b) ? p + 1 : -1;
  }

  private int bracket(int start, byte b) {
    int size = patternLength;
    int p = start;
    boolean negated = p < size && at(p) == '^';
    if (negated) {
      p++;
    }
    boolean match = false;
    while (p < size && at(p) != ']') {
      int left = size - p;
      if (at(p) == '\\' && left >= 2) {
        match |= at(p + 1) == b;
        p += 2;
      } else if (left >= 3 && at(p + 1) == '-') {
        match |= inRange(at(p), at(p + 2), b);
        p += 3;
      } else {
        match |= same(at(p), b);
        p++;
      }
    }
    return match == negated ? -1 : Math.min(p + 1, size);
  }

  private boolean inRange(byte from, byte to, byte b) {
    int low = Math.min(from, to);
    int high = Math.max(from, to);
    return ignoreCase ? lower(b) >= lower(low) && lower(b) <= lower(high) : b >= low && b <= high;
  }

  private boolean same(byte a, byte b) {
    return a == b || (ignoreCase && lower(a) == lower(b));
  }

  private static int lower(int b) {
    return b >= 'A' && b <= 'Z' ? b + 32 : b;
  }

  private byte at(int p) {
    return patternIsLarge ? largePattern.get(p) : pattern[p];
  }
}
