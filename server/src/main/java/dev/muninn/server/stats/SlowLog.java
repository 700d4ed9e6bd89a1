package dev.muninn.server.stats;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.muninn.server.bytes.Buffer;
import dev.muninn.server.bytes.RecordList;
import dev.muninn.server.bytes.Slice;
import dev.muninn.server.store.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The latest commands that took long, the latest first. A record of them, in the store's memory:
 * id, seconds, microseconds, the number of arguments, eight bytes each; then address, client's name
 * and arguments, each a length of four bytes and its bytes.
 */
public final class SlowLog implements AutoCloseable {
  private static final int MAX_ARGUMENTS = 32;
  private static final int MAX_ARGUMENT_BYTES = 128;

  private final Memory memory;
  private final RecordList records;
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

  /** No commands yet. */
  public SlowLog(Memory memory) {
    this.memory = memory;
    records = new RecordList(memory);
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
    try (Buffer record = new Buffer(memory, 256)) {
      record.putPacked(nextId++, Long.BYTES);
      record.putPacked(seconds, Long.BYTES);
      record.putPacked(micros, Long.BYTES);
      record.putPacked(Math.min(arguments.count(), MAX_ARGUMENTS), Long.BYTES);
      put(record, address.getBytes(ISO_8859_1));
      put(record, clientName.getBytes(ISO_8859_1));
      putTrimmed(record, arguments);
      records.add(record.slice(record.readIndex(), record.readable(), new Slice()));
    }
    trim(maxLength);
  }

  private static void putTrimmed(Buffer record, Arguments arguments) {
    int count = arguments.count();
    int kept = Math.min(count, MAX_ARGUMENTS);
    for (int i = 0; i < kept; i++) {
      int length = arguments.length(i);
      if (kept < count && i == kept - 1) {
        put(record, ascii("... (" + (count - kept + 1) + " more arguments)"));
      } else if (length > MAX_ARGUMENT_BYTES) {
        byte[] rest = ascii("... (" + (length - MAX_ARGUMENT_BYTES) + " more bytes)");
        byte[] head = arguments.copy(i, MAX_ARGUMENT_BYTES);
        record.putPacked(head.length + rest.length, Integer.BYTES);
        record.put(head);
        record.put(rest);
      } else {
        put(record, arguments.copy(i, length));
      }
    }
  }

  private static void put(Buffer record, byte[] bytes) {
    record.putPacked(bytes.length, Integer.BYTES);
    record.put(bytes);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(ISO_8859_1);
  }

  /** Drops the oldest beyond so many; to be called when the directive changes. */
  public void trim(long maxLength) {
    while (records.size() > maxLength) {
      records.dropOldest();
    }
  }

  /** Number of entries. */
  public int size() {
    return records.size();
  }

  /** Gives the latest entries, from the latest on. */
  public void latest(int count, Consumer<SlowLogEntry> consumer) {
    Slice record = new Slice();
    long place = records.start();
    for (int i = 0; i < count && place != 0; i++) {
      place = records.next(place, record);
      consumer.accept(entry(record));
    }
  }

  private static SlowLogEntry entry(Slice record) {
    int at = 4 * Long.BYTES;
    int kept = (int) record.getLong(3 * Long.BYTES);
    List<byte[]> texts = new ArrayList<>(kept + 2);
    for (int i = 0; i < kept + 2; i++) {
      byte[] text = new byte[record.getInt(at)];
      record.copyTo(at + Integer.BYTES, text, 0, text.length);
      texts.add(text);
      at += Integer.BYTES + text.length;
    }
    return new SlowLogEntry(
        record.getLong(0),
        record.getLong(Long.BYTES),
        record.getLong(2 * Long.BYTES),
        texts.subList(2, texts.size()),
        new String(texts.get(0), ISO_8859_1),
        new String(texts.get(1), ISO_8859_1));
  }

  /** Forgets the entries; ids go on. */
  public void reset() {
    records.close();
  }

  @Override
  public void close() {
    records.close();
  }
}
