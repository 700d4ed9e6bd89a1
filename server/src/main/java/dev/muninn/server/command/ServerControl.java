package dev.muninn.server.command;

import dev.muninn.server.recording.Recordings;
import java.util.List;

/** What commands may ask of the server as a whole; implemented by what wires it. */
public interface ServerControl {
  /**
   * Brings {@link dev.muninn.server.stats.ServerStats} up to date from the parts that count for
   * themselves.
   */
  void refreshStats();

  /** Forgets what CONFIG RESETSTAT forgets. */
  void resetStats();

  /**
   * Stops the server after the present command.
   *
   * @return false when it cannot stop now
   */
  boolean shutdown();

  /** Lets periodic work wait, or go on: DEBUG PAUSE-CRON. */
  void pauseCron(boolean paused);

  /** Whether periodic work waits. */
  boolean isCronPaused();

  /** The TCP port listened on, 0 for none. */
  int tcpPort();

  /** Name of the transport that moves the bytes, for INFO: {@code epoll} or {@code nio}. */
  String transport();

  /** One line for each tracepoint listener: what it is and whether it is to be had. */
  List<String> tracepointListeners();

  /** Writes a line to the server's log, level {@code warning}. */
  void warn(String line);

  /** What runs beside the main thread, with the client waiting for its reply. */
  LaterReplies laterReplies();

  /** The recording sessions that this server made. */
  Recordings recordings();
}
