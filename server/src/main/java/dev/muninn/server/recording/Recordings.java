package dev.muninn.server.recording;

import dev.muninn.tracepoint.recorder.Recorder;
import dev.muninn.tracepoint.recorder.RecorderException;
import dev.muninn.tracepoint.recorder.RecordingSession;
import dev.muninn.tracepoint.recorder.SessionOptions;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The recording sessions that a server has made. Sessions are the process's: their names are unique
 * in it, and every server of the process sees all. Those that a server made end with it. Any
 * thread.
 */
public final class Recordings implements AutoCloseable {
  private final Set<RecordingSession> made = ConcurrentHashMap.newKeySet();
  private final Consumer<String> log;

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
   * @throws RecorderException as {@link Recorder#create}
   * @throws IllegalArgumentException as {@link SessionOptions}
   */
  public RecordingSession create(SessionOptions.Builder options) throws RecorderException {
    return create(options, line -> {});
  }

  /**
   * As {@link #create(SessionOptions.Builder)}.
   *
   * @param afterLine called when a line of the session has been logged, a snapshot's among them
   */
  RecordingSession create(SessionOptions.Builder options, Consumer<String> afterLine)
      throws RecorderException {
    RecordingSession session = Recorder.create(options.log(log.andThen(afterLine)).build());
    made.removeIf(other -> Recorder.session(other.name()) != other);
    made.add(session);
    return session;
  }

  /**
   * Where an output goes: beneath the directory for traces, or to another place for those who may
   * write there.
   *
   * @param directory of directive trace-dir
   * @param anywhere whether an absolute path, or one that leads out of the directory, is allowed
   * @throws IllegalArgumentException it is not, or this is no path
   */
  public static Path output(String directory, String path, boolean anywhere) {
    Path base = Path.of(directory).toAbsolutePath().normalize();
    Path output;
    try {
      output = base.resolve(path).normalize();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("OUTPUT is no path: " + e.getReason(), e);
    }
    if (!anywhere && !output.startsWith(base)) {
      throw new IllegalArgumentException(
          "OUTPUT outside of trace-dir is for local connections only");
    }
    return output;
  }

  /** Ends the sessions; what they have written stays. */
  @Override
  public void close() {
    made.forEach(RecordingSession::destroy);
    made.clear();
  }
}
