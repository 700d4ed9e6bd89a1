package dev.muninn.cli.trace;

import dev.muninn.cli.terminal.Terminal;
import dev.muninn.cli.terminal.ToolFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The verbs as {@code lttng} commands, run as child processes that write to this one's output. The
 * current session is the one LTTng remembers.
 */
final class LttngControl implements TraceControl {
  /** Four of these a processor: LTTng's own 128 KiB lose events where every command is traced. */
  static final long ROOMY_BUFFER = 4L << 20;

  private final Terminal terminal;

  LttngControl(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Runs {@code lttng} to its end. */
  private void lttng(List<String> arguments) throws ToolFailure {
    List<String> command = new ArrayList<>(List.of("lttng"));
    command.addAll(arguments);
    terminal.out().flush();
    int status;
    try {
      status = new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new ToolFailure(
          "lttng is not installed: apt-get install lttng-tools, or leave --lttng away", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ToolFailure("interrupted", e);
    }
    if (status != 0) {
      throw new ToolFailure(String.join(" ", command) + ": status=" + status);
    }
  }

  private static List<String> words(String... words) {
    return new ArrayList<>(List.of(words));
  }

  private static List<String> named(@Nullable String session, String... words) {
    List<String> all = words(words);
    if (session != null) {
      all.add("--session=" + session);
    }
    return all;
  }

  private static List<String> followed(@Nullable String session, String... words) {
    List<String> all = words(words);
    if (session != null) {
      all.add(session);
    }
    return all;
  }

  @Override
  public void create(NewSession session) throws ToolFailure {
    refuse(session.maxBytes() > 0, "--max-size");
    refuse(session.maxMillis() > 0, "--max-time");
    refuse(session.keepChunks() > 0, "--keep");
    List<String> words = words("create", session.name());
    if (session.output() != null) {
      words.add("--output=" + session.output());
    }
    if (session.snapshot()) {
      words.add("--snapshot");
    }
    lttng(words);
    if (session.bufferBytes() > 0) {
      lttng(
          words(
              "enable-channel",
              "-u",
              "--session=" + session.name(),
              "--subbuf-size=" + session.bufferBytes(),
              "channel0"));
    }
    if (session.rotateBytes() > 0 || session.rotateMillis() > 0) {
      enableRotation(session.name(), session.rotateBytes(), session.rotateMillis() * 1000);
    }
  }

  private static void refuse(boolean given, String option) throws ToolFailure {
    if (given) {
      throw new ToolFailure("LTTng has no " + option + ": leave it, or --lttng, away");
    }
  }

  @Override
  public void setCurrent(String session) throws ToolFailure {
    lttng(words("set-session", session));
  }

  @Override
  public void enable(@Nullable String session, EventChoice events) throws ToolFailure {
    refuse(events.sampleEvery() > 1, "--sample");
    List<String> words = named(session, "enable-event", "-u");
    if (!events.filter().isEmpty()) {
      words.add("--filter=" + events.filter());
    }
    if (!events.excludes().isEmpty()) {
      words.add("--exclude=" + String.join(",", events.excludes()));
    }
    words.add(String.join(",", events.patterns()));
    lttng(words);
  }

  @Override
  public void disable(@Nullable String session, List<String> patterns) throws ToolFailure {
    List<String> words = named(session, "disable-event", "-u");
    words.add(String.join(",", patterns));
    lttng(words);
  }

  @Override
  public void addContext(@Nullable String session, List<String> types, @Nullable String channel)
      throws ToolFailure {
    List<String> words = named(session, "add-context", "-u");
    if (channel != null) {
      words.add("--channel=" + channel);
    }
    types.forEach(type -> words.add("--type=" + type));
    lttng(words);
  }

  @Override
  public void track(@Nullable String session, List<String> pids) throws ToolFailure {
    lttng(pids("track", session, pids));
  }

  @Override
  public void untrack(@Nullable String session, List<String> pids) throws ToolFailure {
    lttng(pids("untrack", session, pids));
  }

  private static List<String> pids(String verb, @Nullable String session, List<String> pids) {
    List<String> words = named(session, verb, "-u");
    words.addAll(
        pids.isEmpty() ? List.of("--pid", "--all") : List.of("--pid=" + String.join(",", pids)));
    return words;
  }

  @Override
  public void start(@Nullable String session) throws ToolFailure {
    lttng(followed(session, "start"));
  }

  @Override
  public void stop(@Nullable String session) throws ToolFailure {
    lttng(followed(session, "stop"));
  }

  @Override
  public void snapshot(@Nullable String session, @Nullable String output) throws ToolFailure {
    List<String> words = named(session, "snapshot", "record");
    if (output != null) {
      words.add("file://" + output);
    }
    lttng(words);
  }

  @Override
  public void rotate(@Nullable String session) throws ToolFailure {
    lttng(followed(session, "rotate"));
  }

  @Override
  public void enableRotation(@Nullable String session, long bytes, long micros) throws ToolFailure {
    List<String> words = named(session, "enable-rotation");
    if (bytes > 0) {
      words.add("--size=" + bytes);
    }
    if (micros > 0) {
      words.add("--timer=" + micros);
    }
    lttng(words);
  }

  @Override
  public void status(@Nullable String session) throws ToolFailure {
    lttng(session == null ? words("status") : words("list", session));
  }

  @Override
  public void listSessions(@Nullable String session) throws ToolFailure {
    lttng(followed(session, "list"));
  }

  @Override
  public void listEvents(boolean fields) throws ToolFailure {
    lttng(fields ? words("list", "-u", "--fields") : words("list", "-u"));
  }

  /** Prints a trace: a session's, or one at a path. */
  void view(@Nullable String sessionOrPath) throws ToolFailure {
    if (sessionOrPath != null && sessionOrPath.contains("/")) {
      lttng(words("view", "--trace-path=" + sessionOrPath));
    } else {
      lttng(followed(sessionOrPath, "view"));
    }
  }

  @Override
  public void destroy(@Nullable String session) throws ToolFailure {
    lttng(followed(session, "destroy"));
  }

  @Override
  public void destroyAll() throws ToolFailure {
    lttng(words("destroy", "--all"));
  }
}
