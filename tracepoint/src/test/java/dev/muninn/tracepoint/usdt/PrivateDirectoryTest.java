package dev.muninn.tracepoint.usdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.tracepoint.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateDirectoryTest {
  private static final byte[] CONTENT = {1, 2, 3};

  private Path parent;

  @BeforeEach
  void setUp(@TempDir Path parent) {
    this.parent = parent;
  }

  @Test
  void shouldMakeADirectoryForTheOwnerAlone() throws IOException {
    Path directory = parent.resolve("own");
    Path file = PrivateDirectory.place(directory, "name.so", CONTENT);

    assertThat(file).isEqualTo(directory.resolve("name.so")).hasBinaryContent(CONTENT);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
        .isEqualTo("rwx------");
    assertThat(directory.toFile().list()).containsExactly("name.so");
  }

  @Test
  void shouldKeepAFileThatIsAlreadyThere() throws IOException {
    Path directory = parent.resolve("own");
    Path file = PrivateDirectory.place(directory, "name.so", CONTENT);
    Object inode = Files.getAttribute(file, "unix:ino");

    PrivateDirectory.place(directory, "name.so", CONTENT);

    assertThat(Files.getAttribute(file, "unix:ino")).isEqualTo(inode);
  }

  @Test
  void shouldReplaceAFileWithOtherContentAndNotWriteToIt() throws IOException {
    Path directory = parent.resolve("own");
    Path file = PrivateDirectory.place(directory, "name.so", new byte[] {4, 5, 6});
    Object inode = Files.getAttribute(file, "unix:ino");

    PrivateDirectory.place(directory, "name.so", CONTENT);

    assertThat(file).hasBinaryContent(CONTENT);
    assertThat(Files.getAttribute(file, "unix:ino")).isNotEqualTo(inode);
  }

  @Test
  void shouldRefuseADirectoryOpenToOthers() throws IOException {
    Path directory = Files.createDirectory(parent.resolve("open"));
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-x---"));

    assertThatThrownBy(() -> PrivateDirectory.place(directory, "name.so", CONTENT))
        .isInstanceOf(IOException.class)
        .hasMessage("directory open to others: path=" + directory + " permissions=rwxr-x---");
  }

  @Test
  void shouldRefuseALinkToADirectory() throws IOException {
    Path target = Files.createDirectory(parent.resolve("target"));
    Path link = Files.createSymbolicLink(parent.resolve("link"), target);

    assertThatThrownBy(() -> PrivateDirectory.place(link, "name.so", CONTENT))
        .isInstanceOf(IOException.class)
        .hasMessage("not a directory: path=" + link);
  }

  @Test
  void shouldRefuseADirectoryOfAnotherUser() throws IOException {
    Tools.assumeRoot();
    Path directory = Files.createDirectory(parent.resolve("foreign"));
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    Files.setAttribute(directory, "unix:uid", 65534);

    assertThatThrownBy(() -> PrivateDirectory.place(directory, "name.so", CONTENT))
        .isInstanceOf(IOException.class)
        .hasMessage("directory of another user: path=" + directory + " uid=65534");
  }
}
