package dev.muninn.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A document with sections that measurements replace, between two comment lines each. */
public final class PerformanceDocument {
  private PerformanceDocument() {}

  /**
   * Replaces a section's content in a file.
   *
   * @throws IOException when the file has no such section
   */
  public static void write(Path file, String section, String content) throws IOException {
    Files.writeString(file, replace(Files.readString(file), section, content));
  }

  /**
   * Demands that a file has a section.
   *
   * @throws IOException when it has not, or cannot be read
   */
  public static void check(Path file, String section) throws IOException {
    replace(Files.readString(file), section, "");
  }

  static String replace(String document, String section, String content) throws IOException {
    String begin = "<!-- bench:%s -->\n".formatted(section);
    String end = "<!-- /bench:%s -->".formatted(section);
    int from = document.indexOf(begin);
    int to = document.indexOf(end);
    if (from < 0 || to < from) {
      throw new IOException("no such section: section=" + section);
    }
    return document.substring(0, from + begin.length()) + content + document.substring(to);
  }
}
