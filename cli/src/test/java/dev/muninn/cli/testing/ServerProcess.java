package dev.muninn.cli.testing;

import dev.muninn.cli.Main;
import dev.muninn.server.MuninnServer;
import dev.muninn.tracepoint.Tracepoints;
import dev.muninn.tracepoint.testing.LttngDaemon;
import dev.muninn.tracepoint.testing.Tools;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The real server in a process of its own, named {@code muninn-server} as its launcher names it, on
 * a free port of the loopback interface. Ended by {@link #close}.
 */
public final class ServerProcess implements AutoCloseable {
  private static final Pattern READY =
      Pattern.compile("Ready to accept connections tcp: port=(\\d+)");
  private static final long EXIT_SECONDS = 60;

  private final Process process;
  private final Path log;
  private final int port;

  private ServerProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    try {
      Tools.await(() -> "the server is ready, log=" + log(), () -> failOrReady().find());
    } catch (AssertionError e) {
      close();
      throw e;
    }
    Matcher ready = failOrReady();
    port = ready.find() ? Integer.parseInt(ready.group(1)) : 0;
  }

  /** A server to be started. */
  public static final class Builder {
    private final List<String> prefix = new ArrayList<>();
    private final List<String> options = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();

    private Builder() {}

    /** Runs it as the daemon's user, so that the daemon can trace it. */
    public Builder tracedBy(LttngDaemon daemon) {
      prefix.addAll(daemon.prefix());
      environment.putAll(daemon.environment());
      return objectsIn(Path.of(daemon.environment().getOrDefault("HOME", ""), "objects"));
    }

    /** Directory for the generated objects with the probes. */
    public Builder objectsIn(Path directory) {
      return options("-Dmuninn.tracepoint.dir=" + directory);
    }

    /** Options of the JVM. */
    public Builder options(String... words) {
      options.addAll(List.of(words));
      return this;
    }

    /** Arguments of the server. */
    public Builder arguments(String... words) {
      arguments.addAll(List.of(words));
      return this;
    }

    /** Starts it and waits until it accepts connections. */
    public ServerProcess start() {
      List<String> command = new ArrayList<>(prefix);
      command.addAll(List.of("bash", "-c", "exec -a muninn-server \"$0\" \"$@\""));
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC"));
      command.addAll(List.of("-Xmx128m", "-Xshare:auto"));
      command.addAll(options);
      command.addAll(List.of("-cp", classPath(), Main.class.getName(), "server"));
      command.addAll(List.of("--port", "0", "--bind", "127.0.0.1"));
      command.addAll(List.of("--enable-debug-command", "local"));
      command.addAll(arguments);
      try {
        Path log = Files.createTempFile("muninn-server", ".log");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return new ServerProcess(builder.redirectOutput(log.toFile()).start(), log);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** What the server needs, without the tests' own class path. */
    private static String classPath() {
      return Stream.of(Main.class, MuninnServer.class, Tracepoints.class)
          .map(Builder::location)
          .collect(Collectors.joining(File.pathSeparator));
    }

    private static String location(Class<?> type) {
      try {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
      } catch (URISyntaxException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** A server to be started; DEBUG is open to local clients. */
  public static Builder builder() {
    return new Builder();
  }

  private Matcher failOrReady() {
    if (!process.isAlive()) {
      throw new AssertionError("the server has ended: log=" + log());
    }
    return READY.matcher(log());
  }

  /** Id of the process. */
  public long pid() {
    return process.pid();
  }

  /** Port it listens on. */
  public int port() {
    return port;
  }

  /** What it has logged. */
  public String log() {
    try {
      return Files.readString(log, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A new connection to it. */
  public RespClient connect() {
    return new RespClient(port);
  }

  /** Runs {@code redis-cli} with a command; returns what it prints, without the line's end. */
  public String cli(String... command) {
    List<String> all = new ArrayList<>(List.of("redis-cli", "-p", Integer.toString(port)));
    all.addAll(List.of(command));
    return Tools.output(all.toArray(String[]::new)).stripTrailing();
  }

  /** Waits until every provider of the server is known to the daemon. */
  public void awaitKnownTo(LttngDaemon daemon) {
    List<String> providers =
        List.of(
            "valkey_commands:",
            "valkey_commands_entry:",
            "valkey_server:",
            "valkey_server_entry:",
            "valkey_db:",
            "valkey_db_entry:",
            "valkey_connections:",
            "valkey_keys:",
            "jvm:",
            "process:",
            "redis:");
    Tools.await(
        () -> "the server is known to the session daemon: log=" + log(),
        () -> {
          String list = daemon.lttng("list", "-u");
          int start = list.indexOf("PID: " + pid() + " ");
          if (start < 0) {
            return false;
          }
          int end = list.indexOf("PID: ", start + 1);
          String mine = list.substring(start, end < 0 ? list.length() : end);
          return providers.stream().allMatch(provider -> mine.contains(" " + provider));
        });
  }

  /** Files of the generated objects that are mapped. */
  public List<Path> objects() {
    try (Stream<String> maps = Files.lines(Path.of("/proc/" + pid() + "/maps"))) {
      return maps.filter(line -> line.endsWith(".so") && line.contains("/muninn-"))
          .map(line -> Path.of(line.substring(line.indexOf('/'))))
          .distinct()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks it to end, as {@code kill} does, and returns its exit status. */
  public int stop() {
    process.destroy();
    return awaitExit();
  }

  /** Waits until it has ended, and returns its exit status. */
  public int awaitExit() {
    try {
      if (!process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("the server does not exit: pid=" + pid() + " log=" + log());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Kills it if it still runs. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
      Files.deleteIfExists(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
