package dev.muninn.tracepoint.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assumptions;

/** Programs the tests need, and waiting for them. */
public final class Tools {
  private static final long TIMEOUT_SECONDS = 60;

  private Tools() {}

  /** What a finished program said, on both its outputs. */
  public record Result(int status, String output) {}

  /** Skips the test, with the reason, where a program is not installed. */
  public static void assumeInstalled(String... programs) {
    for (String program : programs) {
      Assumptions.assumeTrue(installed(program), () -> program + " is not installed");
    }
  }

  /** Whether a program is on the path. */
  public static boolean installed(String program) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }

  /** Skips the test where it does not run as root. */
  public static void assumeRoot() {
    Assumptions.assumeTrue(isRoot(), "needs root");
  }

  /** Whether this is root. */
  public static boolean isRoot() {
    try {
      return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a program to its end. */
  public static Result run(Map<String, String> environment, List<String> command) {
    try {
      Path output = Files.createTempFile("muninn-test", ".out");
      try {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.redirectOutput(output.toFile()).start();
        process.getOutputStream().close();
        boolean ended = process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
          process.destroyForcibly().waitFor();
        }
        String text = Files.readString(output, StandardCharsets.UTF_8);
        if (!ended) {
          throw new AssertionError(
              "still running after a minute: command=" + command + "\n" + text);
        }
        return new Result(process.exitValue(), text);
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Runs a program that has to succeed, and returns what it said. */
  public static String output(String... command) {
    Result result = run(Map.of(), List.of(command));
    if (result.status() != 0) {
      throw new AssertionError(
          "status=" + result.status() + " command=" + List.of(command) + "\n" + result.output());
    }
    return result.output();
  }

  /** Asks again and again until it is so; fails after half a minute. */
  public static void await(String what, BooleanSupplier condition) {
    await(() -> what, condition);
  }

  /** The same, where what is awaited is told only when it did not happen. */
  public static void await(Supplier<String> what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("did not happen within 30 s: " + what.get());
      }
      try {
        TimeUnit.MILLISECONDS.sleep(10);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", e);
      }
    }
  }
}
