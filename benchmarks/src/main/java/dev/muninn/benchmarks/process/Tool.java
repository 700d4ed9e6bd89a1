package dev.muninn.benchmarks.process;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Programs that are run to their end. */
public final class Tool {
  private static final int MAX_OUTPUT = 1 << 20;

  private Tool() {}

  /** What a program wrote, both streams together, and its exit status. */
  public record Result(int status, String output) {
    /** The last line that is not empty; the reason of most failures. */
    public String lastLine() {
      return output.lines().filter(line -> !line.isBlank()).reduce("", (a, b) -> b).strip();
    }
  }

  /** Where a program is in PATH. */
  public static Optional<Path> find(String name) {
    String path = System.getenv("PATH");
    for (String directory : (path == null ? "" : path).split(File.pathSeparator, -1)) {
      Path candidate = Path.of(directory.isEmpty() ? "." : directory, name);
      if (Files.isExecutable(candidate) && !Files.isDirectory(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /** Demands a program. */
  public static void require(String name) throws NotRunException {
    if (find(name).isEmpty()) {
      throw new NotRunException(name + ": not found in PATH");
    }
  }

  /**
   * A command that runs on one CPU only, with all its threads; as it is where there is no {@code
   * taskset}.
   *
   * @param cpu negative for any
   */
  public static List<String> pinned(int cpu, List<String> command) {
    if (cpu < 0 || find("taskset").isEmpty()) {
      return command;
    }
    List<String> pinned = new ArrayList<>(List.of("taskset", "-c", Integer.toString(cpu)));
    pinned.addAll(command);
    return pinned;
  }

  /**
   * Runs a program in the C locale.
   *
   * @throws IOException when it cannot be started, or does not end in time (it is killed then)
   */
  public static Result run(long timeoutSeconds, List<String> command)
      throws IOException, InterruptedException {
    return run(timeoutSeconds, command, Map.of());
  }

  private static Result run(
      long timeoutSeconds, List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("muninn-bench-", ".out");
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("LC_ALL", "C");
      builder.environment().putAll(environment);
      builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
      Process process = builder.redirectOutput(output.toFile()).start();
      if (!waitFor(process, timeoutSeconds)) {
        throw new IOException(
            "program did not end: name=%s seconds=%d".formatted(command.get(0), timeoutSeconds));
      }
      return new Result(process.exitValue(), tail(output));
    } finally {
      Files.deleteIfExists(output);
    }
  }

  /** Runs a program that must succeed. */
  public static String runOrThrow(long timeoutSeconds, List<String> command)
      throws IOException, InterruptedException {
    return runOrThrow(timeoutSeconds, command, Map.of());
  }

  /** Runs a program that must succeed, with additions to the environment. */
  public static String runOrThrow(
      long timeoutSeconds, List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    Result result = run(timeoutSeconds, command, environment);
    if (result.status() != 0) {
      throw new IOException(
          "program failed: command=%s status=%d: %s"
              .formatted(String.join(" ", command), result.status(), result.lastLine()));
    }
    return result.output();
  }

  private static boolean waitFor(Process process, long timeoutSeconds) throws InterruptedException {
    boolean ended = false;
    try {
      ended = process.waitFor(timeoutSeconds, TimeUnit.SECONDS);
    } finally {
      if (!ended) {
        process.destroyForcibly();
      }
    }
    return ended;
  }

  /** The end of a file, at most 1 MiB. */
  static String tail(Path file) throws IOException {
    try (var channel = Files.newByteChannel(file)) {
      long size = channel.size();
      channel.position(Math.max(0, size - MAX_OUTPUT));
      byte[] bytes = new byte[(int) Math.min(size, MAX_OUTPUT)];
      var buffer = java.nio.ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
      return new String(bytes, 0, buffer.position(), StandardCharsets.UTF_8);
    }
  }
}
