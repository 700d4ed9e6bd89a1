package dev.muninn.server.recording;

import dev.muninn.server.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a client may have traces written: beneath the directory for traces, or anywhere.
 *
 * @param directory of directive trace-dir, beneath {@code dir} unless absolute
 * @param anywhere whether a path that leads out of the directory is allowed
 */
public record TracePlace(Path directory, boolean anywhere) {

  /** The place of those who give no path. */
  public static TracePlace of(Config config) {
    return new TracePlace(config.resolve(config.traceDir).toAbsolutePath().normalize(), false);
  }

  /** The place for a client. */
  public static TracePlace of(Config config, boolean localClient) {
    return new TracePlace(
        of(config).directory, config.enableTraceOutputAnywhere.allows(localClient));
  }

  /**
   * The place that a path stands for. May wait for the disk.
   *
   * @param path beneath the directory unless absolute
   * @throws IllegalArgumentException it leads out of the directory, be it by links, and may not; or
   *     this is no path
   */
  public Path resolve(String path) {
    Path output;
    try {
      output = directory.resolve(path).normalize();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("OUTPUT is no path: " + e.getReason(), e);
    }
    if (!anywhere && !isBeneath(output)) {
      throw new IllegalArgumentException(
          "OUTPUT outside of trace-dir not allowed. If the enable-trace-output-anywhere option is"
              + " set to \"local\", you can use it from a local connection, otherwise you need to"
              + " set this option in the configuration file, and then restart the server.");
    }
    return output;
  }

  private boolean isBeneath(Path output) {
    try {
      return withoutLinks(output).startsWith(withoutLinks(directory));
    } catch (IOException e) {
      // A link that leads nowhere, or a directory that is closed to us.
      return false;
    }
  }

  /** The path with all links followed, as far as it exists. */
  private static Path withoutLinks(Path path) throws IOException {
    Path there = path;
    while (!Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
      @Nullable Path parent = there.getParent();
      if (parent == null) {
        return path;
      }
      there = parent;
    }
    return there.toRealPath().resolve(there.relativize(path)).normalize();
  }
}
