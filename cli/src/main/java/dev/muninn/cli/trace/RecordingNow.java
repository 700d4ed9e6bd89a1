package dev.muninn.cli.trace;

import dev.muninn.cli.client.ServerAddress;
import dev.muninn.cli.client.ServerConnection;
import dev.muninn.cli.terminal.ToolFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The trace that a server of this machine writes at the moment. */
final class RecordingNow {
  /** A server that hangs is looked into by its last trace. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private RecordingNow() {}

  /**
   * The trace of the session that records to disk: of several the current one, else the one that
   * was remembered last, else any.
   *
   * @return null where none records, or there is no server that would say so
   */
  static @Nullable Path path(ServerOptions server, Remembered remembered) throws ToolFailure {
    ServerAddress address = server.address(remembered);
    if (!address.local()) {
      return null;
    }
    List<SessionState> active;
    try (ServerConnection connection = ServerConnection.open(address, PATIENCE)) {
      active =
          SessionState.all(connection.call("TRACE", "STATUS")).stream()
              .filter(session -> session.active() && session.toDisk())
              .toList();
    } catch (ToolFailure e) {
      return null; // the last trace can be read without a server
    }
    String current = remembered.get(Remembered.SESSION);
    String last = remembered.get(Remembered.TRACE);
    return active.stream()
        .filter(session -> session.name().equals(current))
        .findFirst()
        .or(() -> active.stream().filter(s -> Objects.equals(s.output(), last)).findFirst())
        .or(() -> active.stream().findFirst())
        .map(session -> Path.of(session.output()))
        .orElse(null);
  }
}
