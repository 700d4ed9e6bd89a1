package dev.muninn.tracepoint.recorder;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/** Writes what is in a session's buffers as traces of their own. One caller at a time. */
final class Snapshots {
  private static final int MAX_REASON = 60;

  private final SessionOptions options;
  private final TraceEnvironment environment;
  private final SlotPool pool;
  private final Streams streams;
  private final EventPlans plans;
  private final SessionOutput output;
  private volatile Taken taken = new Taken(0, "");

  /**
   * What has been taken.
   *
   * @param count how many
   * @param last where the last one is; empty where there is none
   */
  record Taken(int count, String last) {}

  Snapshots(
      SessionOptions options,
      TraceEnvironment environment,
      SlotPool pool,
      Streams streams,
      EventPlans plans,
      SessionOutput output) {
    this.options = options;
    this.environment = environment;
    this.pool = pool;
    this.streams = streams;
    this.plans = plans;
    this.output = output;
  }

  /** What has been taken so far; any thread. */
  Taken taken() {
    return taken;
  }

  /** Takes the one that a trigger asked for. */
  void triggered(String reason) {
    String word = reason.replaceAll("[^A-Za-z0-9_-]", "_");
    String session = "recorder: session=" + options.name();
    try {
      Path to = path("-" + word.substring(0, Math.min(MAX_REASON, word.length())));
      write(to);
      Recorder.tell(options.log(), session + " snapshot: reason=" + reason + " " + to);
    } catch (RecorderException e) {
      Recorder.tell(options.log(), session + ": " + e.getMessage());
    }
  }

  /** A directory beneath the session's own. */
  Path path(String suffix) {
    String time = ChunkDirectories.TIME.format(Instant.now());
    return options
        .output()
        .resolve("snapshot-%s-%06d%s".formatted(time, taken.count() + 1, suffix));
  }

  void write(Path to) throws RecorderException {
    streams.retire();
    try {
      output.requireWhole();
      RingCopy.requireEmpty(to);
      try (CtfDirectory target = new CtfDirectory(to, environment.uuid())) {
        new RingCopy(pool.memory(), pool.base(0), pool.slotBytes(), pool.count(), pool::used)
            .write(target);
        output.requireWhole();
        // The last file: what has metadata is complete. And it knows every event copied.
        synchronized (Recorder.RULES) {
          target.metadata(options.format().metadata(environment, streams.context(), plans.known()));
        }
      }
    } catch (IOException e) {
      throw new RecorderException("snapshot: path=" + to + ": " + Problems.text(e), e);
    }
    taken = new Taken(taken.count() + 1, to.toString());
  }
}
