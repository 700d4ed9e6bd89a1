package dev.muninn.server.stats;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** The latest commands that took long, the latest first. */
public final class SlowLog {
  private static final int MAX_ARGUMENTS = 32;
  private static final int MAX_ARGUMENT_BYTES = 128;

  private final Deque<SlowLogEntry> entries = new ArrayDeque<>();
  private long nextId;

  /** The arguments of a command, its name first. */
  public interface Arguments {
    /** Number of arguments. */
    int count();

    /** Bytes of one. */
    int length(int index);

    /** A copy of its first bytes. {@code size}: at most its length. */
    byte[] copy(int index, int size);
  }

  /** Whether a command that took so long is to be logged; {@code threshold} as the directive's. */
  public static boolean isSlow(long micros, long threshold, long maxLength) {
    return threshold >= 0 && maxLength > 0 && micros >= threshold;
  }

  /**
   * Logs a command, of its arguments no more than 32, of each no more than 128 bytes.
   *
   * @param seconds when, since the epoch
   * @param maxLength entries to keep, directive {@code slowlog-max-len}
   */
  public void add(
      Arguments arguments,
      long seconds,
      long micros,
      String address,
      String clientName,
      long maxLength) {
    entries.addFirst(
        new SlowLogEntry(nextId++, seconds, micros, trimmed(arguments), address, clientName));
    trim(maxLength);
  }

  private static List<byte[]> trimmed(Arguments arguments) {
    int count = arguments.count();
    int kept = Math.min(count, MAX_ARGUMENTS);
    List<byte[]> copies = new ArrayList<>(kept);
    for (int i = 0; i < kept; i++) {
      int length = arguments.length(i);
      if (kept < count && i == kept - 1) {
        copies.add(ascii("... (" + (count - kept + 1) + " more arguments)"));
      } else if (length > MAX_ARGUMENT_BYTES) {
        byte[] rest = ascii("... (" + (length - MAX_ARGUMENT_BYTES) + " more bytes)");
        byte[] head = arguments.copy(i, MAX_ARGUMENT_BYTES);
        byte[] both = new byte[head.length + rest.length];
        System.arraycopy(head, 0, both, 0, head.length);
        System.arraycopy(rest, 0, both, head.length, rest.length);
        copies.add(both);
      } else {
        copies.add(arguments.copy(i, length));
      }
    }
    return copies;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Drops the oldest beyond so many; to be called when the directive changes. */
  public void trim(long maxLength) {
    while (entries.size() > maxLength) {
      entries.removeLast();
    }
  }

  /** Number of entries. */
  public int size() {
    return entries.size();
  }

  /** From the latest to the oldest. */
  public Iterator<SlowLogEntry> iterator() {
    return entries.iterator();
  }

  /** Forgets the entries; ids go on. */
  public void reset() {
    entries.clear();
  }
}
