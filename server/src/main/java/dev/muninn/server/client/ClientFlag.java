package dev.muninn.server.client;

/** The bits of {@link Client#flags}. */
public final class ClientFlag {
  public static final int REPLICA = 1;
  public static final int MONITOR = 1 << 1;
  public static final int PRIMARY = 1 << 2;
  public static final int PUBSUB = 1 << 3;
  public static final int MULTI = 1 << 4;
  public static final int BLOCKED = 1 << 5;
  public static final int TRACKING = 1 << 6;
  public static final int TRACKING_BROKEN_REDIR = 1 << 7;
  public static final int TRACKING_BCAST = 1 << 8;
  public static final int DIRTY_CAS = 1 << 9;
  public static final int CLOSE_AFTER_REPLY = 1 << 10;
  public static final int UNBLOCKED = 1 << 11;
  public static final int CLOSE_ASAP = 1 << 12;
  public static final int UNIX_SOCKET = 1 << 13;
  public static final int READONLY = 1 << 14;
  public static final int NO_EVICT = 1 << 15;
  public static final int NO_TOUCH = 1 << 16;
  public static final int DIRTY_EXEC = 1 << 17;
  public static final int REPLY_OFF = 1 << 18;
  public static final int REPLY_SKIP = 1 << 19;
  public static final int REPLY_SKIP_NEXT = 1 << 20;
  public static final int PROTOCOL_ERROR = 1 << 21;
  public static final int TRACKING_OPTIN = 1 << 22;
  public static final int TRACKING_OPTOUT = 1 << 23;
  public static final int TRACKING_NOLOOP = 1 << 24;
  public static final int TRACKING_CACHING = 1 << 25;

  /** A client that needs no reply written: what it is sent would be dropped. */
  static final int MUTED = REPLY_OFF | REPLY_SKIP | CLOSE_AFTER_REPLY | CLOSE_ASAP;

  private ClientFlag() {}

  /** The letters of CLIENT LIST, in Valkey's order, {@code N} when there is none. */
  static String letters(int flags) {
    StringBuilder out = new StringBuilder(16);
    if ((flags & REPLICA) != 0) {
      out.append((flags & MONITOR) != 0 ? 'O' : 'S');
    }
    for (int i = 0; i < LETTERS.length; i += 2) {
      if ((flags & LETTERS[i]) != 0) {
        out.append((char) LETTERS[i + 1]);
      }
    }
    return out.isEmpty() ? "N" : out.toString();
  }

  private static final int[] LETTERS = {
    PRIMARY, 'M',
    PUBSUB, 'P',
    MULTI, 'x',
    BLOCKED, 'b',
    TRACKING, 't',
    TRACKING_BROKEN_REDIR, 'R',
    TRACKING_BCAST, 'B',
    DIRTY_CAS, 'd',
    CLOSE_AFTER_REPLY, 'c',
    UNBLOCKED, 'u',
    CLOSE_ASAP, 'A',
    UNIX_SOCKET, 'U',
    READONLY, 'r',
    NO_EVICT, 'e',
    NO_TOUCH, 'T',
  };
}
