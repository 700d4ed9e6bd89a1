package dev.muninn.server.recording;

import dev.muninn.tracepoint.recorder.Recorder;
import dev.muninn.tracepoint.recorder.RecorderException;
import dev.muninn.tracepoint.recorder.RecordingSession;
import dev.muninn.tracepoint.recorder.SessionOptions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The recording sessions that a server has made. Sessions are the process's: their names are unique
 * in it, and every server of the process sees all. Those that a server made end with it. Any
 * thread.
 */
public final class Recordings implements AutoCloseable {
  private final Set<RecordingSession> made = ConcurrentHashMap.newKeySet();
  private final Consumer<String> log;

  /** Guarded by this. */
  private @Nullable RecordingSession flight;

  /**
   * None yet.
   *
   * @param log receives what sessions have to tell, line by line
   */
  public Recordings(Consumer<String> log) {
    this.log = log;
  }

  /**
   * Makes a session that ends with this server.
   *
   * @param maxMemory bytes that the buffers of all sessions made by this may have together
   * @throws RecorderException as {@link Recorder#create}
   * @throws IllegalArgumentException as {@link SessionOptions}, or if there is not so much memory
   *     left
   */
  public synchronized RecordingSession create(SessionOptions.Builder options, long maxMemory)
      throws RecorderException {
    long buffer = options.build().bufferBytes();
    long used = 0;
    for (RecordingSession session : alive()) {
      used += session == flight ? 0 : session.options().bufferBytes();
    }
    if (buffer > maxMemory - used) {
      throw new IllegalArgumentException(
          "BUFFER above what trace-max-memory leaves: buffer="
              + buffer
              + " other-sessions="
              + used
              + " trace-max-memory="
              + maxMemory);
    }
    return make(options.log(log));
  }

  /**
   * Makes the flight recorder of the directives, which has a bound of its own.
   *
   * @param afterLine called when a line of the session has been logged, a snapshot's among them
   */
  synchronized RecordingSession createFlight(
      SessionOptions.Builder options, Consumer<String> afterLine) throws RecorderException {
    RecordingSession session = make(options.log(log.andThen(afterLine)));
    flight = session;
    return session;
  }

  private RecordingSession make(SessionOptions.Builder options) throws RecorderException {
    RecordingSession session = Recorder.create(options.build());
    made.add(session);
    return session;
  }

  /** Those that were not destroyed meanwhile. */
  private Set<RecordingSession> alive() {
    made.removeIf(session -> Recorder.session(session.name()) != session);
    return made;
  }

  /** Bytes of memory that the sessions' buffers have taken so far. */
  public long memory() {
    long bytes = 0;
    for (RecordingSession session : alive()) {
      bytes += session.memory();
    }
    return bytes;
  }

  /** Ends the sessions; what they have written stays. */
  @Override
  public void close() {
    made.forEach(RecordingSession::destroy);
    made.clear();
  }
}
