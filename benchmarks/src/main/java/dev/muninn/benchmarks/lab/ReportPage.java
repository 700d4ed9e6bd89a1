package dev.muninn.benchmarks.lab;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the first culprit out of a report: its data are JSON within the page. */
final class ReportPage {
  private static final String FINDINGS = "\"findings\":[";

  private ReportPage() {}

  /**
   * What the page says first.
   *
   * @throws IOException it is no report
   */
  static Verdict verdict(String page) throws IOException {
    int at = page.indexOf(FINDINGS);
    if (at < 0) {
      throw new IOException("not a report: length=" + page.length());
    }
    String findings = page.substring(at + FINDINGS.length());
    if (findings.startsWith("]")) {
      return new Verdict("", "");
    }
    return new Verdict(text(findings, "kind"), text(findings, "sentence"));
  }

  private static String text(String json, String name) throws IOException {
    Matcher matcher =
        Pattern.compile("\"" + name + "\":\"((?:[^\"\\\\]|\\\\.){0,2000})\"").matcher(json);
    if (!matcher.find()) {
      throw new IOException("report without a field: name=" + name);
    }
    return matcher.group(1).replaceAll("\\\\(.)", "$1");
  }
}
