package dev.muninn.tracepoint.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A tracing session; destroyed by {@link #close}. */
public final class LttngSession implements AutoCloseable {
  private final LttngDaemon daemon;
  private final String name;
  private final Path output;

  LttngSession(LttngDaemon daemon, String name, Path output) {
    this.daemon = daemon;
    this.name = name;
    this.output = output;
    daemon.lttng("create", name, "--output=" + output);
    // Buffers per process: one that is killed while writing cannot wedge the session.
    daemon.lttng(
        "enable-channel", "-u", "--session=" + name, "--buffers-pid", "--subbuf-size=1M", "events");
  }

  /** Enables events by name or wildcard. */
  public LttngSession enable(String pattern) {
    daemon.lttng("enable-event", "-u", "--session=" + name, "--channel=events", pattern);
    return this;
  }

  /** Enables events where a filter holds. */
  public LttngSession enable(String pattern, String filter) {
    daemon.lttng(
        "enable-event", "-u", "--session=" + name, "--channel=events", pattern, "--filter", filter);
    return this;
  }

  /** Adds contexts such as {@code vpid}. */
  public LttngSession context(String... types) {
    List<String> arguments =
        new ArrayList<>(List.of("add-context", "-u", "--session=" + name, "--channel=events"));
    for (String type : types) {
      arguments.add("--type=" + type);
    }
    daemon.lttng(arguments.toArray(String[]::new));
    return this;
  }

  /** Starts tracing. */
  public LttngSession start() {
    daemon.lttng("start", name);
    return this;
  }

  /** Stops tracing; the trace is complete then. */
  public LttngSession stop() {
    daemon.lttng("stop", name);
    return this;
  }

  /** What has been recorded, in order of time. Call {@link #stop} first. */
  public List<TraceEvent> events() {
    if (!Files.exists(output)) {
      return List.of();
    }
    Tools.Result result = daemon.run(List.of("babeltrace2", "--no-delta", output.toString()));
    if (result.status() != 0 && result.output().contains("No trace was found")) {
      return List.of();
    }
    if (result.status() != 0) {
      throw new AssertionError("babeltrace2: status=" + result.status() + "\n" + result.output());
    }
    return result
        .output()
        .lines()
        .filter(line -> line.startsWith("["))
        .map(TraceEvent::parse)
        .toList();
  }

  /** Whether a trigger or a command has started it and nothing stopped it. */
  public boolean active() {
    return daemon.lttng("list", name).contains("session " + name + ": [active]");
  }

  /** Bytes written to the trace's streams so far. */
  public long recordedBytes() {
    if (!Files.exists(output)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(output)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("events_"))
          .mapToLong(file -> file.toFile().length())
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The {@code fields} of {@link #events}. */
  public List<String> fields() {
    return events().stream().map(TraceEvent::fields).toList();
  }

  /** Destroys the session, waiting until its consumer has read everything. */
  public void destroy() {
    daemon.lttng("destroy", name);
  }

  /** Destroys the session if it is still there, without waiting for the traced programs. */
  @Override
  public void close() {
    daemon.run(List.of("lttng", "--no-sessiond", "destroy", "--no-wait", name));
  }
}
