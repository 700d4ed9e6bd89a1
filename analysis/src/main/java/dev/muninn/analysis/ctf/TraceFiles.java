package dev.muninn.analysis.ctf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Finds traces and their streams among files. */
final class TraceFiles {
  private static final int MOST_DEPTH = 16;
  private static final int MOST_TRACES = 10_000;
  private static final int MOST_STREAMS = 100_000;

  private TraceFiles() {}

  /** Directories with metadata, at or below a directory or a link to one, by their names. */
  static List<Path> traces(Path root) throws TraceException {
    List<Path> found = new ArrayList<>();
    try {
      Path start = Files.isSymbolicLink(root) ? root.toRealPath() : root;
      Files.walkFileTree(
          start,
          Set.of(),
          MOST_DEPTH,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              Path name = file.getFileName();
              Path parent = file.getParent();
              if (name != null && parent != null && name.toString().equals("metadata")) {
                found.add(parent);
              }
              return found.size() >= MOST_TRACES
                  ? FileVisitResult.TERMINATE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
              if (file.equals(start)) {
                throw e;
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException | UncheckedIOException e) {
      throw new TraceException(root + ": cannot be read: " + e.getMessage(), e);
    }
    found.sort(null);
    return found;
  }

  /** The stream files of a trace, in order of their names. Empty ones are left for later. */
  static List<Path> streams(Path trace) throws TraceException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(trace)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path name = file.getFileName();
        if (name != null
            && !name.toString().startsWith(".")
            && !name.toString().equals("metadata")
            && Files.isRegularFile(file)
            && Files.size(file) > 0) {
          found.add(file);
          if (found.size() >= MOST_STREAMS) {
            break;
          }
        }
      }
    } catch (IOException e) {
      throw new TraceException(
          "%s: cannot be read: %s".formatted(trace, MetadataFile.reason(e)), e);
    } catch (UncheckedIOException e) {
      throw new TraceException(trace + ": cannot be read: " + e.getMessage(), e);
    }
    found.sort(null);
    return found;
  }
}
