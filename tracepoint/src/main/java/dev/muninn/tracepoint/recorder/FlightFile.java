package dev.muninn.tracepoint.recorder;

import static dev.muninn.tracepoint.recorder.FlightFileLayout.METADATA_CAPACITY;
import static dev.muninn.tracepoint.recorder.FlightFileLayout.METADATA_OFFSET;

import dev.muninn.tracepoint.mapping.GuardedMapping;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A flight recorder's file: made and mapped by the process that records, recovered by any other.
 * The layout is {@link FlightFileLayout}.
 */
public final class FlightFile {
  private static final int ZEROS = 1 << 20;

  private final Path path;
  private final FileChannel channel;
  private final GuardedMapping mapping;
  private final MemorySegment memory;
  private boolean secondHalf;

  private FlightFile(Path path, FileChannel channel, GuardedMapping mapping) {
    this.path = path;
    this.channel = channel;
    this.mapping = mapping;
    memory = mapping.memory();
  }

  /**
   * Makes the file, all its blocks allocated, so that a full disk is known now. One that an earlier
   * process has left is kept under {@link FlightFileLayout#PREVIOUS_FILE_NAME}.
   *
   * @throws IOException if there is no room, or another process records into the file
   */
  static FlightFile create(Path directory, int slotBytes, int slots, UUID uuid, Arena arena)
      throws IOException {
    OutputFiles.createDirectories(directory);
    Path file = directory.resolve(FlightFileLayout.FILE_NAME);
    keepPrevious(file);
    FileChannel channel = OutputFiles.create(file, StandardOpenOption.READ);
    try {
      lock(channel, file);
      long size = FlightFileLayout.SLOTS_OFFSET + (long) slotBytes * slots;
      allocate(channel, size);
      GuardedMapping mapping =
          GuardedMapping.map(channel, FileChannel.MapMode.READ_WRITE, size, arena);
      MemorySegment memory = mapping.memory();
      memory.set(ValueLayout.JAVA_INT, FlightFileLayout.VERSION_OFFSET, FlightFileLayout.VERSION);
      memory.set(ValueLayout.JAVA_INT, FlightFileLayout.SLOT_BYTES_OFFSET, slotBytes);
      memory.set(ValueLayout.JAVA_INT, FlightFileLayout.SLOT_COUNT_OFFSET, slots);
      ByteBuffer id = memory.asSlice(FlightFileLayout.UUID_OFFSET, 16).asByteBuffer();
      CtfPacket.putUuid(uuid, id);
      SlotPool.WORD.setRelease(
          memory, (long) FlightFileLayout.MAGIC_OFFSET, FlightFileLayout.MAGIC);
      return new FlightFile(file, channel, mapping);
    } catch (IOException | RuntimeException e) {
      channel.close();
      Files.deleteIfExists(file);
      throw e;
    }
  }

  private static void keepPrevious(Path file) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    try (FileChannel old =
        FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      lock(old, file);
    }
    Files.move(
        file,
        file.resolveSibling(FlightFileLayout.PREVIOUS_FILE_NAME),
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** Held until the channel is closed. */
  private static void lock(FileChannel channel, Path file) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw new IOException("in use by another process: file=" + file);
      }
    } catch (OverlappingFileLockException e) {
      throw new IOException("in use by another session: file=" + file, e);
    }
  }

  private static void allocate(FileChannel channel, long size) throws IOException {
    ByteBuffer zeros = ByteBuffer.allocateDirect(ZEROS);
    for (long at = 0; at < size; at = channel.position()) {
      zeros.clear().limit((int) Math.min(ZEROS, size - at));
      channel.write(zeros);
    }
  }

  MemorySegment memory() {
    return memory;
  }

  /**
   * Replaces the metadata.
   *
   * @throws RecorderException if it does not fit
   */
  void metadata(String text) throws RecorderException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    if (utf8.length > METADATA_CAPACITY) {
      throw new RecorderException(
          "metadata too large: bytes=" + utf8.length + " max=" + METADATA_CAPACITY);
    }
    boolean half = !secondHalf;
    long at = (long) METADATA_OFFSET + (half ? METADATA_CAPACITY : 0);
    MemorySegment.copy(utf8, 0, memory, ValueLayout.JAVA_BYTE, at, utf8.length);
    SlotPool.WORD.setRelease(
        memory, (long) FlightFileLayout.METADATA_WORD, (half ? Long.MIN_VALUE : 0) | utf8.length);
    secondHalf = half;
  }

  /**
   * Demands that all the file is there.
   *
   * @throws IOException if it has been truncated, or its disk was full when a page was written
   */
  void requireWhole() throws IOException {
    if (mapping.lost() || channel.size() < memory.byteSize()) {
      throw new IOException("truncated, or no room on its disk any more: file=" + path);
    }
  }

  /** Closes the file; the mapping goes with its arena. */
  void close() throws IOException {
    channel.close();
  }

  /**
   * Makes a trace of what a flight recorder's file has: the whole events up to the moment its
   * process ended, or up to now.
   *
   * @param file the file, which is not changed
   * @param directory where to; made, or empty
   * @return the events' packets written
   * @throws RecorderException if it is no such file, or damaged; the message is one line
   */
  public static int recover(Path file, Path directory) throws RecorderException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        Arena arena = Arena.ofConfined()) {
      long size = channel.size();
      if (size < FlightFileLayout.SLOTS_OFFSET) {
        throw new RecorderException("not a flight recorder's file: file=" + file + " size=" + size);
      }
      GuardedMapping mapping =
          GuardedMapping.map(channel, FileChannel.MapMode.READ_ONLY, size, arena);
      int packets = recover(file, mapping.memory(), directory);
      if (mapping.lost()) {
        throw new RecorderException("truncated while it was read: file=" + file + " size=" + size);
      }
      return packets;
    } catch (InternalError e) {
      // Where the mapping has no guard.
      throw new RecorderException("truncated while it was read: file=" + file, e);
    } catch (IOException e) {
      throw new RecorderException("recovery: file=" + file + ": " + Problems.text(e), e);
    }
  }

  private static int recover(Path file, MemorySegment memory, Path directory)
      throws RecorderException, IOException {
    long magic = memory.get(ValueLayout.JAVA_LONG, FlightFileLayout.MAGIC_OFFSET);
    if (magic != FlightFileLayout.MAGIC) {
      throw new RecorderException(
          (magic == Long.reverseBytes(FlightFileLayout.MAGIC)
                  ? "flight recorder's file of a machine with another byte order: file="
                  : "not a flight recorder's file: file=")
              + file);
    }
    int version = memory.get(ValueLayout.JAVA_INT, FlightFileLayout.VERSION_OFFSET);
    if (version != FlightFileLayout.VERSION) {
      throw new RecorderException(
          "flight recorder's file of an unknown version: file=" + file + " version=" + version);
    }
    int slotBytes = memory.get(ValueLayout.JAVA_INT, FlightFileLayout.SLOT_BYTES_OFFSET);
    int slots = memory.get(ValueLayout.JAVA_INT, FlightFileLayout.SLOT_COUNT_OFFSET);
    if (slotBytes < FlightFileLayout.MIN_SLOT_BYTES
        || slotBytes > FlightFileLayout.MAX_SLOT_BYTES
        || slotBytes % Long.BYTES != 0
        || slots < 1
        || (long) slots * slotBytes != memory.byteSize() - FlightFileLayout.SLOTS_OFFSET) {
      throw new RecorderException(
          "flight recorder's file damaged: file="
              + file
              + " size="
              + memory.byteSize()
              + " slots="
              + slots
              + " slotBytes="
              + slotBytes);
    }
    String metadata = metadata(file, memory);
    ByteBuffer id =
        memory.asSlice(FlightFileLayout.UUID_OFFSET, 16).asByteBuffer().order(ByteOrder.BIG_ENDIAN);
    UUID uuid = new UUID(id.getLong(), id.getLong());
    RingCopy.requireEmpty(directory);
    try (CtfDirectory target = new CtfDirectory(directory, uuid)) {
      target.metadata(metadata);
      return new RingCopy(memory, FlightFileLayout.SLOTS_OFFSET, slotBytes, slots, slot -> true)
          .write(target);
    }
  }

  private static String metadata(Path file, MemorySegment memory) throws RecorderException {
    long word = memory.get(ValueLayout.JAVA_LONG, FlightFileLayout.METADATA_WORD);
    long length = word & Long.MAX_VALUE;
    if (length == 0 || length > METADATA_CAPACITY) {
      throw new RecorderException(
          "flight recorder's file without metadata: file=" + file + " length=" + length);
    }
    long at = (long) METADATA_OFFSET + (word < 0 ? METADATA_CAPACITY : 0);
    byte[] utf8 = memory.asSlice(at, length).toArray(ValueLayout.JAVA_BYTE);
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
