package dev.muninn.server.keyspace;

import dev.muninn.server.config.NotifyFlags;
import java.nio.charset.StandardCharsets;

/**
 * What has happened to a key, by the name that keyspace notifications give it. Those that several
 * types or commands share are here; a type has its own beside its views.
 */
public final class KeyEvent {
  /** Bit of {@link #bits}: the key was changed, not only looked at. */
  public static final int CHANGE = 1 << 30;

  /** Bit of interest: elements of values that go because their time is over. */
  public static final int ELEMENTS = 1 << 29;

  public static final KeyEvent DEL = generic("del");
  public static final KeyEvent EXPIRE = generic("expire");
  public static final KeyEvent PERSIST = generic("persist");
  public static final KeyEvent RENAME_FROM = generic("rename_from");
  public static final KeyEvent RENAME_TO = generic("rename_to");
  public static final KeyEvent MOVE_FROM = generic("move_from");
  public static final KeyEvent MOVE_TO = generic("move_to");
  public static final KeyEvent COPY_TO = generic("copy_to");
  public static final KeyEvent EXPIRED = change(NotifyFlags.EXPIRED, "expired");
  public static final KeyEvent HEXPIRED = change(NotifyFlags.HASH, "hexpired");
  public static final KeyEvent EVICTED = change(NotifyFlags.EVICTED, "evicted");
  public static final KeyEvent SET = change(NotifyFlags.STRING, "set");
  public static final KeyEvent SETRANGE = change(NotifyFlags.STRING, "setrange");
  public static final KeyEvent APPEND = change(NotifyFlags.STRING, "append");
  public static final KeyEvent INCRBY = change(NotifyFlags.STRING, "incrby");
  public static final KeyEvent INCRBYFLOAT = change(NotifyFlags.STRING, "incrbyfloat");

  /** A key is there that was not; follows the event that tells what it holds. */
  public static final KeyEvent NEW = new KeyEvent(NotifyFlags.NEW, "new");

  /** A key was looked for and is not there. */
  public static final KeyEvent MISS = new KeyEvent(NotifyFlags.KEY_MISS, "keymiss");

  private final int bits;
  private final byte[] name;

  private KeyEvent(int bits, String name) {
    this.bits = bits;
    this.name = name.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * An event that changes a key.
   *
   * @param notifyClass its class, one bit of {@link NotifyFlags}
   * @param name its name in notifications
   */
  public static KeyEvent change(int notifyClass, String name) {
    return new KeyEvent(notifyClass | CHANGE, name);
  }

  private static KeyEvent generic(String name) {
    return change(NotifyFlags.GENERIC, name);
  }

  /** Its class of {@link NotifyFlags}, and {@link #CHANGE}. */
  public int bits() {
    return bits;
  }

  /** Its name; not to be changed. */
  public byte[] name() {
    return name;
  }

  @Override
  public String toString() {
    return new String(name, StandardCharsets.US_ASCII);
  }
}
