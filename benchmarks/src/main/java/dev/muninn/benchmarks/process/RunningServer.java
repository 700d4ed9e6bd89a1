package dev.muninn.benchmarks.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server process on a free port of the loopback, in a directory of its own. */
public final class RunningServer implements AutoCloseable {
  // Generous: a launcher may build the server before it starts it.
  private static final long READY_SECONDS = 300;
  private static final long END_SECONDS = 30;

  private final Process process;
  private final long pid;
  private final int port;
  private final Path directory;

  private RunningServer(Process process, long pid, int port, Path directory) {
    this.process = process;
    this.pid = pid;
    this.port = port;
    this.directory = directory;
  }

  /**
   * Starts a server and waits until it answers PING.
   *
   * @param cpu the only CPU its threads run on; negative for any
   * @param directory an existing directory for its files; the server's output goes to {@code
   *     server.log} there
   * @throws NotRunException when it cannot be started or ends at once
   */
  public static RunningServer start(ServerCommand server, int cpu, Path directory)
      throws NotRunException, IOException, InterruptedException {
    int port = freePort();
    List<String> command = new ArrayList<>(server.command());
    command.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", ""));
    command.addAll(List.of("--appendonly", "no", "--dir", directory.toString()));
    Path log = directory.resolve("server.log");
    ProcessBuilder builder = new ProcessBuilder(Tool.pinned(cpu, command));
    builder.environment().putAll(server.environment());
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new NotRunException(server.name() + ": " + e.getMessage());
    }
    boolean ready = false;
    try {
      awaitReady(server, process, port, log);
      long pid = serverPid(process, port);
      ready = true;
      return new RunningServer(process, pid, port, directory);
    } finally {
      if (!ready) {
        end(process);
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void awaitReady(ServerCommand server, Process process, int port, Path log)
      throws NotRunException, IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
    while (System.nanoTime() < deadline) {
      if (!process.isAlive()) {
        String why = new Tool.Result(process.exitValue(), Tool.tail(log)).lastLine();
        throw new NotRunException(
            "%s: ended at start, status %d: %s".formatted(server.name(), process.exitValue(), why));
      }
      try (Connection connection = new Connection(port)) {
        if (connection.call("PING").equals("PONG")) {
          return;
        }
      } catch (IOException e) {
        // Not listening yet.
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
    throw new NotRunException(
        "%s: no answer to PING in %d s".formatted(server.name(), READY_SECONDS));
  }

  /** The process that serves: ours, or a child where the command is a script that did not exec. */
  private static long serverPid(Process process, int port) throws IOException {
    try (Connection connection = new Connection(port)) {
      Matcher matcher =
          Pattern.compile("(?m)^process_id:(\\d{1,10})").matcher(connection.call("INFO", "server"));
      if (matcher.find()) {
        long pid = Long.parseLong(matcher.group(1));
        if (process.descendants().anyMatch(child -> child.pid() == pid)) {
          return pid;
        }
      }
    }
    return process.pid();
  }

  /** The server's process id. */
  public long pid() {
    return pid;
  }

  /** Its TCP port on 127.0.0.1. */
  public int port() {
    return port;
  }

  /** Where its files are. */
  public Path directory() {
    return directory;
  }

  /** CPU time used so far, in nanoseconds. */
  public long cpuNanos() {
    return CpuClock.nanos(pid);
  }

  /**
   * A size of {@code /proc/PID/status}, in bytes.
   *
   * @param field {@code VmRSS} or {@code VmHWM}
   */
  public long memory(String field) throws IOException {
    Matcher matcher =
        Pattern.compile("(?m)^" + field + ":\\s+(\\d{1,15}) kB")
            .matcher(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
    if (!matcher.find()) {
      throw new IOException("no such field: file=/proc/%d/status field=%s".formatted(pid, field));
    }
    return Long.parseLong(matcher.group(1)) * 1024;
  }

  /** {@code used_memory} of INFO, in bytes. */
  public long usedMemory() throws IOException {
    try (Connection connection = new Connection(port)) {
      Matcher matcher =
          Pattern.compile("(?m)^used_memory:(\\d{1,18})")
              .matcher(connection.call("INFO", "memory"));
      if (!matcher.find()) {
        throw new IOException("INFO without used_memory: pid=" + pid);
      }
      return Long.parseLong(matcher.group(1));
    }
  }

  /** Ends the server: SIGTERM, and SIGKILL after 30 s. */
  @Override
  public void close() {
    end(process);
  }

  private static void end(Process process) {
    List<ProcessHandle> children = process.descendants().toList();
    children.forEach(ProcessHandle::destroy);
    process.destroy();
    boolean ended = false;
    try {
      ended = process.waitFor(END_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!ended) {
      process.destroyForcibly();
      children.forEach(ProcessHandle::destroyForcibly);
    }
  }
}
