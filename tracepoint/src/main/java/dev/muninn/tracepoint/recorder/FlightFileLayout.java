package dev.muninn.tracepoint.recorder;

/**
 * The flight recorder's file. All numbers are in the byte order of the machine that wrote it, which
 * the magic numbers show; offsets and sizes are in bytes.
 *
 * <pre>
 * 0                      the file's header, one page
 * METADATA_OFFSET        metadata text, first half    METADATA_CAPACITY
 *                        metadata text, second half   METADATA_CAPACITY
 * SLOTS_OFFSET           slots, as many as SLOT_COUNT says, SLOT_BYTES each
 * </pre>
 *
 * <p>Metadata is the whole text of the CTF metadata file in UTF-8. A new version is written into
 * the half that is not in use; then {@link #METADATA_WORD} is stored, which says which half counts
 * and how long the text is. What a process leaves when it is killed is so always whole.
 *
 * <p>A slot is one packet of one stream (thread): a header of {@link #SLOT_HEADER} bytes, then
 * events as they stand in a CTF packet. Its {@link #SLOT_PUBLISHED} word has the end of the last
 * whole event in its high 24 bits, counted from the slot's begin, and the low 40 bits of that
 * event's time; a slot spans less than 2^40 ns, so {@link #SLOT_BEGIN} makes it a full time. Word 0
 * means that the slot holds nothing: never used, or being taken into use.
 *
 * <p>A slot is used again and again; {@link #SLOT_GENERATION} counts that. In its stream a slot has
 * the number {@link #SLOT_SEQUENCE}, from 0 up; the newest of a stream follow one another without a
 * gap.
 *
 * <p>The memory of a session that writes to disk has slots of the same form.
 */
public final class FlightFileLayout {
  /** Name of the file in the session's output directory. */
  public static final String FILE_NAME = "flight.ring";

  /** Name of the file that an earlier process has left there. */
  public static final String PREVIOUS_FILE_NAME = "flight-previous.ring";

  /** First 8 bytes of a file: {@code MUNINNFR} in little-endian order. */
  public static final long MAGIC = 0x52464e4e494e554dL;

  /** The layout's version, 4 bytes at {@link #VERSION_OFFSET}. */
  public static final int VERSION = 1;

  /** 8 bytes: {@link #MAGIC}. */
  public static final int MAGIC_OFFSET = 0;

  /** 4 bytes. */
  public static final int VERSION_OFFSET = 8;

  /** 4 bytes: bytes per slot, {@link #MIN_SLOT_BYTES} to {@link #MAX_SLOT_BYTES}. */
  public static final int SLOT_BYTES_OFFSET = 12;

  /** 4 bytes: number of slots, at least 1. */
  public static final int SLOT_COUNT_OFFSET = 16;

  /** 16 bytes: the trace's UUID as in its packets. */
  public static final int UUID_OFFSET = 24;

  /** 8 bytes: bit 63 is the half that counts, the others the text's length in bytes. */
  public static final int METADATA_WORD = 40;

  /** Where the first half begins. */
  public static final int METADATA_OFFSET = 4096;

  /** Bytes of a half: 512 KiB, above a thousand events. */
  public static final int METADATA_CAPACITY = 512 << 10;

  /** Where the first slot begins. */
  public static final int SLOTS_OFFSET = METADATA_OFFSET + 2 * METADATA_CAPACITY;

  /** Least bytes of a slot. */
  public static final int MIN_SLOT_BYTES = 64 << 10;

  /** Most bytes of a slot: what 24 bits count. */
  public static final int MAX_SLOT_BYTES = 16 << 20;

  /** Bytes of a slot's header: offset of its first event. */
  public static final int SLOT_HEADER = 128;

  /** First 4 bytes of a slot that was used. */
  public static final int SLOT_MAGIC = 0x54_4c_53_4d;

  /** 4 bytes: {@link #SLOT_MAGIC}. */
  public static final int SLOT_MAGIC_OFFSET = 0;

  /** 4 bytes: number of the stream, from 0 up. */
  public static final int SLOT_STREAM = 4;

  /** 8 bytes: how often the slot was taken into use. */
  public static final int SLOT_GENERATION = 8;

  /** 8 bytes: end of the last whole event, and its time. */
  public static final int SLOT_PUBLISHED = 16;

  /** 8 bytes: time of the first event, CLOCK_MONOTONIC nanoseconds. */
  public static final int SLOT_BEGIN = 24;

  /** 8 bytes: events of the stream lost before the slot was taken. */
  public static final int SLOT_LOST = 32;

  /** 8 bytes: the slot's number in its stream. */
  public static final int SLOT_SEQUENCE = 40;

  /** 4 bytes: the thread's id in the system, 0 where it stands for virtual threads. */
  public static final int SLOT_VTID = 48;

  /** The thread's name in UTF-8, ended by a NUL, {@link #SLOT_NAME_BYTES} at most. */
  public static final int SLOT_NAME = 64;

  /** Bytes of the name with its NUL. */
  public static final int SLOT_NAME_BYTES = 64;

  /** Bits of the published word that are time. */
  public static final int TIME_BITS = 40;

  private static final long TIME_MASK = (1L << TIME_BITS) - 1;

  private FlightFileLayout() {}

  /** The published word of a slot whose last event ends at a position and has a time. */
  static long published(int position, long time) {
    return ((long) position << TIME_BITS) | (time & TIME_MASK);
  }

  /** End of the last whole event, from the slot's begin. */
  public static int position(long published) {
    return (int) (published >>> TIME_BITS);
  }

  /** Full time of the last event. */
  public static long time(long published, long begin) {
    return begin + ((published - begin) & TIME_MASK);
  }
}
