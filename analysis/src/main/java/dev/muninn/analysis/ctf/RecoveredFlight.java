package dev.muninn.analysis.ctf;

import dev.muninn.tracepoint.recorder.FlightFile;
import dev.muninn.tracepoint.recorder.FlightFileLayout;
import dev.muninn.tracepoint.recorder.RecorderException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The trace in a flight recorder's file, recovered to a directory that is removed in the end. */
final class RecoveredFlight implements AutoCloseable {
  private final Path directory;

  private RecoveredFlight(Path directory) {
    this.directory = directory;
  }

  /** Recovers it; the file stays as it is. */
  static RecoveredFlight of(Path file) throws TraceException {
    if (!isFlight(file)) {
      throw new TraceException(file + ": not a trace: neither a directory nor a flight recorder's");
    }
    RecoveredFlight recovered;
    try {
      recovered = new RecoveredFlight(Files.createTempDirectory("muninn-flight"));
    } catch (IOException e) {
      throw new TraceException(
          file + ": cannot be recovered: no temporary directory: " + e.getMessage(), e);
    }
    try {
      FlightFile.recover(file, recovered.directory);
      return recovered;
    } catch (RecorderException e) {
      recovered.close();
      throw new TraceException(file + ": cannot be recovered: " + e.getMessage(), e);
    }
  }

  private static boolean isFlight(Path file) throws TraceException {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer start = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      return channel.read(start, 0) == Long.BYTES && start.getLong(0) == FlightFileLayout.MAGIC;
    } catch (IOException e) {
      throw new TraceException(file + ": cannot be read: " + MetadataFile.reason(e), e);
    }
  }

  Path directory() {
    return directory;
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    } catch (IOException e) {
      // It lies among the system's temporary files and goes with them.
    }
  }
}
