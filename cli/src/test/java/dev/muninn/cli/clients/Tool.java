package dev.muninn.cli.clients;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A client program that is run to its end. */
final class Tool {
  private static final long LIMIT_SECONDS = 120;

  private Tool() {}

  /**
   * How a program ended.
   *
   * @param status exit status
   * @param text standard output and error, as they came
   */
  record Result(int status, String text) {
    List<String> lines() {
      return text.lines().toList();
    }
  }

  /** Skips the test when the program is not on the path. */
  static void assumeInstalled(String program) {
    boolean found =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    assumeTrue(found, program + " is not installed");
  }

  /** Runs a program to its end, which must come within two minutes. */
  static Result run(String input, List<String> command) {
    try {
      Path in = Files.createTempFile("muninn-tool", ".in");
      Path out = Files.createTempFile("muninn-tool", ".out");
      try {
        Files.writeString(in, input, StandardCharsets.ISO_8859_1);
        Process process =
            new ProcessBuilder(command)
                .redirectInput(in.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
          process.destroyForcibly().waitFor();
        }
        String text = Files.readString(out, StandardCharsets.UTF_8);
        if (!ended) {
          throw new AssertionError("not ended: command=" + command + " output=" + text);
        }
        return new Result(process.exitValue(), text);
      } finally {
        Files.delete(in);
        Files.delete(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
