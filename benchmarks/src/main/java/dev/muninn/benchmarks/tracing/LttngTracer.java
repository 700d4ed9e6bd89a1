package dev.muninn.benchmarks.tracing;

import dev.muninn.benchmarks.process.NotRunException;
import dev.muninn.benchmarks.process.TemporaryDirectory;
import dev.muninn.benchmarks.process.Tool;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Records an event of one process with LTTng, to files of a temporary directory. Each attachment is
 * a session of its own name, destroyed at its end; the buffers are large enough that none should be
 * lost, and the count of lost ones is read.
 */
public final class LttngTracer implements Tracer {
  private static final long TIMEOUT_SECONDS = 60;
  private static final long COUNT_SECONDS = 600;
  private static final AtomicLong SESSIONS = new AtomicLong();
  // Per CPU: 8 x 4 MiB hold more than half a second of a million events per second.
  private static final String SUBBUFFER_SIZE = "4M";
  private static final String SUBBUFFERS = "8";
  private static final Pattern DISCARDED = Pattern.compile("Discarded events: (\\d{1,18})");
  private static final Pattern COUNTED = Pattern.compile("(?m)^\\s*(\\d{1,18}) Event messages?$");

  private final String event;
  private final boolean overwrite;

  /**
   * Records one event, to files.
   *
   * @param event as {@code provider:name}
   */
  public LttngTracer(String event) {
    this(event, false);
  }

  private LttngTracer(String event, boolean overwrite) {
    this.event = event;
    this.overwrite = overwrite;
  }

  /**
   * Records one event into a ring in memory, the newest over the oldest; what is there at the end
   * is counted. For more events than a disk could take.
   */
  public static LttngTracer overwriting(String event) {
    return new LttngTracer(event, true);
  }

  @Override
  public Attached attach(Target target) throws NotRunException, IOException, InterruptedException {
    Tool.require("lttng");
    Tool.require("babeltrace2");
    Tool.Result listed = Tool.run(TIMEOUT_SECONDS, List.of("lttng", "--no-sessiond", "list"));
    if (listed.status() != 0) {
      throw new NotRunException("lttng: " + listed.lastLine());
    }
    Session session = new Session(overwrite);
    boolean attached = false;
    try {
      session.start(target.pid(), event);
      attached = true;
      return session;
    } finally {
      if (!attached) {
        session.close();
      }
    }
  }

  private static final class Session implements Attached {
    private final String name =
        "muninn-bench-%d-%d".formatted(ProcessHandle.current().pid(), SESSIONS.incrementAndGet());
    private final TemporaryDirectory directory = new TemporaryDirectory();
    private final boolean overwrite;
    private boolean created;

    Session(boolean overwrite) throws IOException {
      this.overwrite = overwrite;
    }

    void start(long pid, String event) throws IOException, InterruptedException {
      List<String> create =
          new ArrayList<>(List.of("create", name, "--output=" + directory.path()));
      if (overwrite) {
        create.add("--snapshot");
      }
      lttng(create.toArray(String[]::new));
      created = true;
      lttng("track", "-u", "-s", name, "--vpid=" + pid);
      lttng(
          "enable-channel",
          "-u",
          "-s",
          name,
          "--subbuf-size=" + SUBBUFFER_SIZE,
          "--num-subbuf=" + SUBBUFFERS,
          "commands");
      lttng("enable-event", "-u", "-s", name, "-c", "commands", event);
      lttng("start", name);
    }

    @Override
    public Recorded detach() throws IOException, InterruptedException {
      lttng("stop", name);
      if (overwrite) {
        lttng("snapshot", "record", "-s", name);
      }
      String listing = lttng("list", name);
      long lost = 0;
      Matcher discarded = DISCARDED.matcher(listing);
      while (discarded.find()) {
        lost += Long.parseLong(discarded.group(1));
      }
      destroy();
      return new Recorded(count(), lost);
    }

    private long count() throws IOException, InterruptedException {
      if (!hasTrace()) {
        return 0;
      }
      List<String> command = new ArrayList<>(List.of("babeltrace2", directory.path().toString()));
      command.addAll(List.of("--component", "sink.utils.counter"));
      // It reports as it goes; the last report is the total.
      Matcher counted = COUNTED.matcher(Tool.runOrThrow(COUNT_SECONDS, command));
      long events = 0;
      while (counted.find()) {
        events = Long.parseLong(counted.group(1));
      }
      return events;
    }

    /** A session in which no process registered the event leaves no trace. */
    private boolean hasTrace() throws IOException {
      try (var files = Files.walk(directory.path())) {
        return files.anyMatch(file -> file.endsWith("metadata"));
      }
    }

    private void destroy() throws IOException, InterruptedException {
      if (created) {
        created = false;
        lttng("destroy", name);
      }
    }

    @Override
    public void close() throws IOException {
      try {
        destroy();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted: session=" + name);
      } finally {
        directory.close();
      }
    }

    private static String lttng(String... arguments) throws IOException, InterruptedException {
      List<String> command = new ArrayList<>(List.of("lttng"));
      command.addAll(List.of(arguments));
      return Tool.runOrThrow(TIMEOUT_SECONDS, command);
    }
  }
}
