package dev.muninn.analysis.ctf;

import dev.muninn.analysis.ctf.metadata.Metadata;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What is known of a trace before its events are read.
 *
 * @param path what was opened
 * @param sources the traces found there, at least one
 * @param streams streams of all of them
 * @param bytes of all streams
 */
public record TraceInfo(Path path, List<Source> sources, int streams, long bytes) {
  /**
   * One trace: a directory with metadata.
   *
   * @param path its directory
   * @param name where it lies below what was opened; empty where it is what was opened
   * @param uuid lower-case with hyphens, or empty
   * @param environment what the tracer told of itself and its host: {@code hostname}, {@code
   *     domain}, {@code tracer_name}, {@code procname}, {@code vpid}; integers in decimal
   * @param clocks by name
   */
  public record Source(
      Path path,
      String name,
      String uuid,
      Map<String, String> environment,
      Map<String, Metadata.Clock> clocks) {
    /** A value of the environment, or empty. */
    public String environment(String key) {
      return environment.getOrDefault(key, "");
    }
  }
}
