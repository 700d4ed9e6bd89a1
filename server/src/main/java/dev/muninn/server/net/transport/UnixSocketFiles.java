package dev.muninn.server.net.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** The file of a Unix socket. */
public final class UnixSocketFiles {
  private UnixSocketFiles() {}

  /** Removes what is there if it is a socket; a file of another kind stays. */
  public static void removeSocket(Path path) throws IOException {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      BasicFileAttributes attributes =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isOther()) {
        Files.deleteIfExists(path);
      }
    }
  }

  /**
   * Sets the file's mode.
   *
   * @param mode the nine permission bits; 0 changes nothing
   */
  public static void setPermissions(Path path, int mode) throws IOException {
    if (mode == 0) {
      return;
    }
    // Both orders are the same: owner, group, others; read, write, execute.
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    PosixFilePermission[] all = PosixFilePermission.values();
    for (int i = 0; i < all.length; i++) {
      if ((mode >> (all.length - 1 - i) & 1) != 0) {
        permissions.add(all[i]);
      }
    }
    Files.setPosixFilePermissions(path, permissions);
  }
}
