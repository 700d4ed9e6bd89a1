package dev.muninn.tracepoint.recorder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes the files of traces. What they tell is for the program's user and group alone: files have
 * mode 0640 and directories 0750, less what the process's umask takes away.
 */
final class OutputFiles {
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private OutputFiles() {}

  private static FileAttribute<?>[] mode(String mode) {
    return POSIX
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }

  /** Makes a directory and those above it, where they are missing. */
  static void createDirectories(Path directory) throws IOException {
    Files.createDirectories(directory, mode("rwxr-x---"));
  }

  /**
   * Makes a file, opened to be written and with the options given.
   *
   * @throws IOException if it is there already, be it as a link
   */
  static FileChannel create(Path file, OpenOption... options) throws IOException {
    Set<OpenOption> all = new HashSet<>(List.of(options));
    all.add(StandardOpenOption.CREATE_NEW);
    all.add(StandardOpenOption.WRITE);
    return FileChannel.open(file, all, mode("rw-r-----"));
  }
}
