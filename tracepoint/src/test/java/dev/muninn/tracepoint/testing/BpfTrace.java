package dev.muninn.tracepoint.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
   * Starts a script. The traced program sees a semaphore some moments before the script sees its
   * events, so wait with {@link #awaitOutput} for a first one.
   *
   * @param script probes as {@code usdt:*:provider:event}
   */
  public static BpfTrace attach(long pid, String script) {
    try {
      Path output = Files.createTempFile("muninn-bpftrace", ".out");
      Process process =
          new ProcessBuilder("bpftrace", "-B", "none", "-p", Long.toString(pid), "-e", script)
              .redirectOutput(output.toFile())
              .redirectErrorStream(true)
              .start();
      return new BpfTrace(process, output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Waits until the script has printed some lines; its complaints are among the lines.
   *
   * @param poke what makes the traced program fire the event; called again and again
   */
  public void awaitOutput(List<String> expected, Runnable poke) {
    Tools.await(
        () -> "bpftrace prints " + expected + ", it printed " + lines(),
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError("bpftrace has ended: output=" + lines());
          }
          poke.run();
          return lines().containsAll(expected);
        });
  }

  private List<String> lines() {
    try {
      return Files.readString(output, StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("Attaching"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the script as Ctrl-C does, and returns the lines it has printed, its maps last. */
  public List<String> finish() {
    try {
      // One signal that comes while it is still starting is lost.
      for (int i = 0; !process.waitFor(i == 0 ? 0 : 1, TimeUnit.SECONDS); i++) {
        if (i == 30) {
          throw new AssertionError("bpftrace does not end: pid=" + process.pid());
        }
        Tools.run(Map.of(), List.of("kill", "-INT", Long.toString(process.pid())));
      }
      return lines();
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
