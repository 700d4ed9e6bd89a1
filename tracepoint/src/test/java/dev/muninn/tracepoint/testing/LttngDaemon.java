package dev.muninn.tracepoint.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A session daemon of the test's own, so that tests neither see nor disturb sessions of others. It
 * belongs to an ordinary user, since root's is always the system's: as root, the daemon, the {@code
 * lttng} commands and the traced children run as {@code nobody}.
 */
public final class LttngDaemon implements AutoCloseable {
  private static final String NOBODY = "65534";

  private final Path home;
  private final List<String> prefix = asUser();
  private Process process;

  private LttngDaemon(Path home) {
    this.home = home;
    process = launch();
  }

  /** Starts one, or skips the test where LTTng is not installed. */
  public static LttngDaemon start() {
    Tools.assumeInstalled("lttng-sessiond", "lttng", "babeltrace2");
    try {
      Path home = Files.createTempDirectory("muninn-lttng");
      if (Tools.isRoot()) {
        Tools.assumeInstalled("setpriv");
        Files.setAttribute(home, "unix:uid", Integer.valueOf(NOBODY));
      }
      return new LttngDaemon(home);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Words before a command, so that it runs as the daemon's user. */
  public List<String> prefix() {
    return prefix;
  }

  private static List<String> asUser() {
    if (!Tools.isRoot()) {
      return List.of();
    }
    List<String> words = new ArrayList<>(List.of("setpriv", "--reuid", NOBODY));
    words.addAll(List.of("--regid", NOBODY, "--clear-groups"));
    List<String> readable = new ArrayList<>(words);
    readable.addAll(List.of("test", "-r", classes(), "-a", "-x", ChildJvm.java()));
    if (Tools.run(Map.of(), readable).status() != 0) {
      // The classes lie under /root or the like: the other user may read them all the same.
      words.addAll(List.of("--inh-caps=+dac_override", "--ambient-caps=+dac_override"));
    }
    return List.copyOf(words);
  }

  /** Where these classes come from: a directory or a jar. */
  private static String classes() {
    try {
      URL location = LttngDaemon.class.getProtectionDomain().getCodeSource().getLocation();
      return Path.of(location.toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Environment of commands and of traced programs. */
  public Map<String, String> environment() {
    return Map.of("LTTNG_HOME", home.toString(), "HOME", home.toString());
  }

  /** A child this daemon can trace. */
  public ChildJvm.Builder child(Class<?> mainClass) {
    return ChildJvm.builder(mainClass)
        .prefix(prefix())
        .environment(environment())
        .options("-Dmuninn.tracepoint.dir=" + home.resolve("objects"));
  }

  /** Runs {@code lttng}; fails where it does. */
  public String lttng(String... arguments) {
    List<String> command = new ArrayList<>(List.of("lttng", "--no-sessiond"));
    command.addAll(List.of(arguments));
    Tools.Result result = run(command);
    if (result.status() != 0) {
      throw new AssertionError(
          "status=" + result.status() + " " + command + "\n" + result.output());
    }
    return result.output();
  }

  Tools.Result run(List<String> command) {
    List<String> all = new ArrayList<>(prefix());
    all.addAll(command);
    return Tools.run(environment(), all);
  }

  /** A session without events yet. */
  public LttngSession session(String name) {
    return new LttngSession(this, name, home.resolve("trace-" + name));
  }

  /** The daemon's pid. */
  public long pid() {
    return process.pid();
  }

  /** Kills the daemon as a crash would, sessions and all. */
  public void kill() {
    stop(true);
  }

  /** Starts it anew after {@link #kill}. */
  public void restart() {
    process = launch();
  }

  private Process launch() {
    List<String> command = new ArrayList<>(prefix());
    command.addAll(List.of("lttng-sessiond", "--no-kernel"));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment());
    builder.redirectOutput(home.resolve("daemon.log").toFile());
    try {
      Process started = builder.start();
      Tools.await(
          "session daemon answers",
          () -> run(List.of("lttng", "--no-sessiond", "list")).status() == 0);
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void stop(boolean forcibly) {
    List<ProcessHandle> consumers = process.descendants().toList();
    try {
      if (forcibly) {
        process.destroyForcibly();
      } else {
        process.destroy();
      }
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    consumers.forEach(ProcessHandle::destroyForcibly);
  }

  @Override
  public void close() {
    stop(false);
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
