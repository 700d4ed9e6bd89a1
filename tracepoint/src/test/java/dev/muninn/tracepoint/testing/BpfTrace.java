package dev.muninn.tracepoint.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A bpftrace script attached to a process's probes. */
public final class BpfTrace implements AutoCloseable {
  private final Process process;
  private final Path output;

  private BpfTrace(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Skips the test where bpftrace cannot be used. */
  public static void assumeUsable() {
    Tools.assumeInstalled("bpftrace");
    Tools.assumeRoot();
  }

  /**
   * Starts a script. It is attached when the traced program sees its semaphores, so wait for those.
   *
   * @param script probes as {@code usdt:*:provider:event}
   */
  public static BpfTrace attach(long pid, String script) {
    try {
      Path output = Files.createTempFile("muninn-bpftrace", ".out");
      Process process =
          new ProcessBuilder("bpftrace", "-p", Long.toString(pid), "-e", script)
              .redirectOutput(output.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return new BpfTrace(process, output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the script still runs. */
  public boolean running() {
    return process.isAlive();
  }

  /** Ends the script as Ctrl-C does, and returns the lines it has printed, its maps last. */
  public List<String> finish() {
    Tools.output("kill", "-INT", Long.toString(process.pid()));
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        throw new AssertionError("bpftrace does not end: pid=" + process.pid());
      }
      return Files.readString(output, StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("Attaching"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
      Files.deleteIfExists(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
