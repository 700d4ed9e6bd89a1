package dev.muninn.server.config;

/** Classes of keyspace notifications, as {@code notify-keyspace-events} writes them. */
public final class NotifyFlags {
  /** K: published on {@code __keyspace@<db>__:<key>}. */
  public static final int KEYSPACE = 1;

  /** E: published on {@code __keyevent@<db>__:<event>}. */
  public static final int KEYEVENT = 1 << 1;

  /** g: commands of no type, as DEL and EXPIRE. */
  public static final int GENERIC = 1 << 2;

  /** $: strings. */
  public static final int STRING = 1 << 3;

  /** l: lists. */
  public static final int LIST = 1 << 4;

  /** s: sets. */
  public static final int SET = 1 << 5;

  /** h: hashes. */
  public static final int HASH = 1 << 6;

  /** z: sorted sets. */
  public static final int ZSET = 1 << 7;

  /** x: a key has expired. */
  public static final int EXPIRED = 1 << 8;

  /** e: a key was evicted. */
  public static final int EVICTED = 1 << 9;

  /** t: streams. */
  public static final int STREAM = 1 << 10;

  /** m: a key was looked for and is not there; not part of {@link #ALL}. */
  public static final int KEY_MISS = 1 << 11;

  /** d: module types. */
  public static final int MODULE = 1 << 13;

  /** n: a key is new; not part of {@link #ALL}. */
  public static final int NEW = 1 << 14;

  /** A: the classes g$lshzxetd. */
  public static final int ALL =
      GENERIC | STRING | LIST | SET | HASH | ZSET | EXPIRED | EVICTED | STREAM | MODULE;

  /** Letters in the order in which they are printed. */
  private static final String LETTERS = "g$lshzxetdnKEm";

  private static final int[] FLAGS = {
    GENERIC, STRING, LIST, SET, HASH, ZSET, EXPIRED, EVICTED, STREAM, MODULE, NEW, KEYSPACE,
    KEYEVENT, KEY_MISS
  };

  private NotifyFlags() {}

  static int parse(String text) throws ConfigException {
    int flags = 0;
    for (int i = 0; i < text.length(); i++) {
      int position = LETTERS.indexOf(text.charAt(i));
      if (text.charAt(i) == 'A') {
        flags |= ALL;
      } else if (position < 0) {
        throw new ConfigException("Invalid event class character. Use 'Ag$lshzxeKEtmdn'.");
      } else {
        flags |= FLAGS[position];
      }
    }
    return flags;
  }

  static String format(int flags) {
    StringBuilder out = new StringBuilder();
    // n is printed only where the classes are named one by one: CONFIG GET of "An" says "A".
    int rest = flags;
    if ((flags & ALL) == ALL) {
      out.append('A');
      rest &= ~(ALL | NEW);
    }
    for (int i = 0; i < FLAGS.length; i++) {
      if ((rest & FLAGS[i]) != 0) {
        out.append(LETTERS.charAt(i));
      }
    }
    return out.toString();
  }
}
