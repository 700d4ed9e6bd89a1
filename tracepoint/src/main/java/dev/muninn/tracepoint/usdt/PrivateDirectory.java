package dev.muninn.tracepoint.usdt;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;

/**
 * Where generated objects are kept: a directory nobody else can write to or read. Files have the
 * hash of their content in their name and are never changed in place, because other processes may
 * have them mapped.
 */
final class PrivateDirectory {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private PrivateDirectory() {}

  /**
   * The user's directory: property {@code muninn.tracepoint.dir}, else {@code
   * $XDG_RUNTIME_DIR/muninn}, else {@code muninn-UID} in the temporary directory.
   */
  static Path path() throws IOException {
    String set = System.getProperty("muninn.tracepoint.dir");
    if (set != null) {
      return Path.of(set).toAbsolutePath();
    }
    String runtime = System.getenv("XDG_RUNTIME_DIR");
    if (runtime != null && Files.isWritable(Path.of(runtime))) {
      return Path.of(runtime, "muninn").toAbsolutePath();
    }
    return Path.of(System.getProperty("java.io.tmpdir"), "muninn-" + ownUid()).toAbsolutePath();
  }

  /**
   * Puts a file there unless it is there already.
   *
   * @throws IOException if the directory cannot be made or is not ours alone
   */
  static Path place(Path directory, String name, byte[] content) throws IOException {
    create(directory);
    Path file = directory.resolve(name);
    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && Files.size(file) == content.length
        && Arrays.equals(Files.readAllBytes(file), content)) {
      return file;
    }
    Path temporary = Files.createTempFile(directory, name, ".tmp");
    try {
      Files.write(temporary, content, StandardOpenOption.TRUNCATE_EXISTING);
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
    return file;
  }

  private static void create(Path directory) throws IOException {
    try {
      Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    } catch (FileAlreadyExistsException e) {
      // The usual case; whose it is is checked below.
    }
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException("not a directory: path=" + directory);
    }
    Object owner = Files.getAttribute(directory, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    if (!Objects.equals(owner, ownUid())) {
      throw new IOException("directory of another user: path=" + directory + " uid=" + owner);
    }
    Set<PosixFilePermission> permissions =
        Files.getPosixFilePermissions(directory, LinkOption.NOFOLLOW_LINKS);
    if (!OWNER_ONLY.containsAll(permissions)) {
      throw new IOException(
          "directory open to others: path="
              + directory
              + " permissions="
              + PosixFilePermissions.toString(permissions));
    }
  }

  private static Object ownUid() throws IOException {
    return Files.getAttribute(Path.of("/proc/self"), "unix:uid");
  }
}
