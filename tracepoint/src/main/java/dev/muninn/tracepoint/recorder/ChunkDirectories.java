package dev.muninn.tracepoint.recorder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Where a session writes on disk. A session that never rotates has its one trace in the output
 * directory itself; the first rotation moves it into a directory of its own there, and from then on
 * each chunk is one: {@code chunk-000001-20260105T110509Z}, a complete trace that has the session's
 * UUID and stream numbers.
 */
final class ChunkDirectories {
  static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Path output;
  private final TraceEnvironment environment;
  private final int keep;
  private final Deque<Path> closed = new ArrayDeque<>();
  private CtfDirectory current;
  private boolean flat;
  private String metadata = "";
  private Instant begun = Instant.now();
  private int rotations;
  private long closedBytes;

  /**
   * Begins the first chunk.
   *
   * @param rotating whether it is known that there will be more than one
   * @param keep how many closed ones stay; 0 for all
   */
  ChunkDirectories(Path output, TraceEnvironment environment, boolean rotating, int keep)
      throws IOException {
    this.output = output;
    this.environment = environment;
    this.keep = keep;
    flat = !rotating;
    current = new CtfDirectory(flat ? output : chunkPath(), environment.uuid());
  }

  private Path chunkPath() {
    return output.resolve("chunk-%06d-%s".formatted(rotations + 1, TIME.format(begun)));
  }

  /** Makes the text the metadata of this chunk and of those to come. */
  void metadata(String text) throws IOException {
    metadata = text;
    current.metadata(text);
  }

  void packet(CtfPacket packet, ByteBuffer events) throws IOException {
    current.packet(packet, events);
  }

  /** Bytes written in this chunk. */
  long chunkBytes() {
    return current.bytes();
  }

  /** Bytes written in all. */
  long bytes() {
    return closedBytes + current.bytes();
  }

  int rotations() {
    return rotations;
  }

  /** Closes this chunk and begins the next; returns where the closed one is. */
  Path rotate() throws IOException {
    Path done = current.path();
    long size = current.bytes();
    if (flat) {
      done = chunkPath();
      current.moveTo(done);
      flat = false;
    } else {
      current.close();
    }
    closedBytes += size;
    rotations++;
    begun = Instant.now();
    current = new CtfDirectory(chunkPath(), environment.uuid());
    current.metadata(metadata);
    closed.add(done);
    while (keep > 0 && closed.size() > keep) {
      delete(closed.remove());
    }
    return done;
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  void close() throws IOException {
    current.close();
  }
}
