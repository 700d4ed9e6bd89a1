package dev.muninn.tracepoint.recorder;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A trace being written: a directory with {@code metadata} and a file for each stream. At any time
 * what is there can be read: the metadata is replaced as a whole, and a packet that could not be
 * written to its end is cut off.
 */
final class CtfDirectory implements Closeable {
  private static final String METADATA = "metadata";
  private static final String METADATA_NEXT = ".metadata.next";
  private static final String STREAM = "events_";

  private final Path path;
  private final UUID uuid;
  private final Map<Integer, FileChannel> streams = new HashMap<>();
  private long bytes;
  private long metadataBytes;

  /** Makes the directory where it is missing. */
  CtfDirectory(Path path, UUID uuid) throws IOException {
    this.path = path;
    this.uuid = uuid;
    OutputFiles.createDirectories(path);
  }

  Path path() {
    return path;
  }

  /** Bytes of all files. */
  long bytes() {
    return bytes + metadataBytes;
  }

  /** Replaces the metadata. */
  void metadata(String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    Path next = path.resolve(METADATA_NEXT);
    Files.deleteIfExists(next);
    try {
      try (FileChannel file = OutputFiles.create(next)) {
        ByteBuffer rest = ByteBuffer.wrap(utf8);
        while (rest.hasRemaining()) {
          file.write(rest);
        }
      }
      Files.move(
          next,
          path.resolve(METADATA),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      Files.deleteIfExists(next);
      throw e;
    }
    metadataBytes = utf8.length;
  }

  /** Appends a packet to its stream. */
  void packet(CtfPacket packet, ByteBuffer events) throws IOException {
    FileChannel file = channel(packet.stream());
    long end = file.position();
    ByteBuffer[] parts = {packet.header(uuid, events.remaining()), events};
    try {
      while (parts[0].hasRemaining() || parts[1].hasRemaining()) {
        bytes += file.write(parts);
      }
    } catch (IOException e) {
      bytes -= file.position() - end;
      file.truncate(end);
      throw e;
    }
  }

  private FileChannel channel(int stream) throws IOException {
    FileChannel open = streams.get(stream);
    if (open == null) {
      open = OutputFiles.create(path.resolve(STREAM + stream));
      streams.put(stream, open);
    }
    return open;
  }

  /** Drops all packets of a stream. */
  void restart(int stream) throws IOException {
    FileChannel file = streams.get(stream);
    if (file != null) {
      bytes -= file.position();
      file.truncate(0);
    }
  }

  /** Moves all files to another directory, still empty, and closes this. */
  void moveTo(Path target) throws IOException {
    close();
    OutputFiles.createDirectories(target);
    for (int stream : streams.keySet()) {
      Files.move(path.resolve(STREAM + stream), target.resolve(STREAM + stream));
    }
    Files.move(path.resolve(METADATA), target.resolve(METADATA));
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (FileChannel file : streams.values()) {
      try {
        file.close();
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
