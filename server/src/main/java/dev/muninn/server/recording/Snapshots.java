package dev.muninn.server.recording;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The flight recorder's snapshots: the newest stay, so that a sick server does not fill its disk.
 */
final class Snapshots {
  private Snapshots() {}

  /**
   * Deletes all but the newest.
   *
   * @param directory of the session; a snapshot's name begins with {@code snapshot-} and the time
   * @param log receives one line when something cannot be deleted
   */
  static void keepNewest(Path directory, int count, Consumer<String> log) {
    List<Path> snapshots = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "snapshot-*")) {
      found.forEach(snapshots::add);
      snapshots.sort(Comparator.comparing(Path::toString));
      for (int i = 0; i < snapshots.size() - count; i++) {
        Files.walkFileTree(snapshots.get(i), new Remover());
      }
    } catch (IOException e) {
      log.accept("Old snapshots not deleted: directory=" + directory + " error=" + e);
    }
  }

  private static final class Remover extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
