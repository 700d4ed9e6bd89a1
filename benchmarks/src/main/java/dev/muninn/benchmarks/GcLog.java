package dev.muninn.benchmarks;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pauses in a log of the JVM's {@code -Xlog:gc}: lines such as {@code GC(3) Pause Young (Allocation
 * Failure) 12M->3M(64M) 1.234ms}.
 *
 * @param pauses how many
 * @param longest the longest, in milliseconds
 */
record GcLog(double pauses, double longest) {
  /** A server that writes none. */
  static final GcLog NONE = new GcLog(Double.NaN, Double.NaN);

  private static final int MAX_BYTES = 1 << 24;
  private static final Pattern PAUSE =
      Pattern.compile("(?m)\\bPause\\b[^\\n]{0,200}?\\s(\\d{1,9}(?:\\.\\d{1,6})?)ms$");

  /** Where a log ends now, in bytes; 0 where there is none. */
  static long end(Path log) throws IOException {
    return Files.exists(log) ? Files.size(log) : 0;
  }

  /** Reads what a log got since it ended at {@code start}; at most 16 MiB of it. */
  static GcLog since(Path log, long start) throws IOException {
    if (!Files.exists(log)) {
      return NONE;
    }
    try (FileChannel channel = FileChannel.open(log).position(start);
        var in = Channels.newInputStream(channel)) {
      return parse(new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8));
    }
  }

  static GcLog parse(String text) {
    Matcher pause = PAUSE.matcher(text);
    int count = 0;
    double longest = 0;
    while (pause.find()) {
      count++;
      longest = Math.max(longest, Double.parseDouble(pause.group(1)));
    }
    return new GcLog(count, longest);
  }
}
