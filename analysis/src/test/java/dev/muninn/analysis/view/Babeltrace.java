package dev.muninn.analysis.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.analysis.ctf.Trace;
import dev.muninn.analysis.ctf.TraceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What babeltrace2 prints of a trace, and what we do. */
final class Babeltrace {
  private Babeltrace() {}

  /** Its standard output. */
  static String text(Path trace, String... options) {
    return run(trace, ProcessBuilder.Redirect.DISCARD, options);
  }

  /** What it warns of, line by line. */
  static List<String> warnings(Path trace) {
    try {
      Path errors = Files.createTempFile("muninn-babeltrace", ".err");
      try {
        String text = run(trace, ProcessBuilder.Redirect.to(errors.toFile()));
        assertThat(text).isNotEmpty();
        return Files.readAllLines(errors).stream()
            .filter(line -> line.startsWith("WARNING: "))
            .toList();
      } finally {
        Files.delete(errors);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String run(Path trace, ProcessBuilder.Redirect errors, String... options) {
    try {
      Path output = Files.createTempFile("muninn-babeltrace", ".out");
      try {
        List<String> command = new ArrayList<>(List.of("babeltrace2", trace.toString()));
        command.addAll(List.of(options));
        Process process =
            new ProcessBuilder(command)
                .redirectError(errors)
                .redirectOutput(output.toFile())
                .start();
        process.waitFor();
        return Files.readString(output, StandardCharsets.ISO_8859_1);
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

  /** Our view of a trace; what we warn of is added to a list. */
  static String ours(Path trace, ViewOptions options, List<String> warnings) {
    try (Trace opened = Trace.open(trace)) {
      ByteArrayOutputStream output = new ByteArrayOutputStream();
      TraceView.run(opened, options, output, warnings::add, () -> false);
      return output.toString(StandardCharsets.ISO_8859_1);
    } catch (TraceException e) {
      throw new AssertionError(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
