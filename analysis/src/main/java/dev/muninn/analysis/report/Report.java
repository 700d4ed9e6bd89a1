package dev.muninn.analysis.report;

import dev.muninn.analysis.model.Analysis;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Pattern;

/** Writes the page: one file, no network, a few hundred KB at most. */
public final class Report {
  private static final Pattern UNIT =
      Pattern.compile("(\\d) ((?:ns|us|ms|s|min|%|bytes|[KMGTPE]iB)(?![A-Za-z]))");

  private Report() {}

  /**
   * Writes the page in place of what was there; an unfinished one is never seen.
   *
   * @throws IOException the file cannot be written
   */
  public static void write(Analysis analysis, ReportOptions options, Path file) throws IOException {
    Path absolute = file.toAbsolutePath();
    Path directory = absolute.getParent();
    Path part = absolute.resolveSibling(absolute.getFileName() + ".part");
    if (directory == null || !Files.isDirectory(directory)) {
      throw new IOException("no such directory: " + directory);
    }
    try {
      Files.writeString(part, html(analysis, options));
      Files.move(part, absolute, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** The page. */
  public static String html(Analysis analysis, ReportOptions options) {
    String title = options.title().isEmpty() ? analysis.facts().name() : options.title();
    return resource("report.html")
        .replace("{{title}}", escape("Muninn: " + title))
        .replace("{{verdict}}", bound(escape(Verdict.of(analysis))))
        .replace("{{lead}}", bound(escape(Verdict.lead(analysis))))
        .replace("{{css}}", resource("report.css"))
        .replace("{{js}}", resource("report.js"))
        .replace("{{data}}", ReportData.of(analysis, options));
  }

  /** A number and its unit stay on one line. */
  private static String bound(String text) {
    return UNIT.matcher(text).replaceAll("$1&nbsp;$2");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("{{", "{&#123;");
  }

  private static String resource(String name) {
    try (InputStream in = Report.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("resource missing: name=" + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
