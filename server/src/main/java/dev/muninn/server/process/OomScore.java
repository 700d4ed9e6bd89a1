package dev.muninn.server.process;

import dev.muninn.server.config.Config;
import dev.muninn.server.config.ConfigException;
import dev.muninn.server.config.ConfigListener;
import dev.muninn.server.config.LogLevel;
import dev.muninn.server.log.Log;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * How willingly the kernel kills this process when memory is short: {@code oom-score-adj} and
 * {@code oom-score-adj-values}. The value of a primary holds; there are neither replicas nor
 * children here. {@code relative} adds it to what the process was started with.
 */
public final class OomScore implements ConfigListener {
  private static final int MOST = 1000;

  private final Path file;
  private final Log log;
  private boolean adjusted;
  private int base;

  /** The score of this process. */
  public OomScore(Log log) {
    this(Path.of("/proc/self/oom_score_adj"), log);
  }

  OomScore(Path file, Log log) {
    this.file = file;
    this.log = log;
  }

  @Override
  public void changed(Config now) throws ConfigException {
    try {
      apply(now);
    } catch (IOException | NumberFormatException e) {
      log.log(LogLevel.WARNING, "Unable to write oom_score_adj: " + e.getMessage());
      throw new ConfigException("Failed to set current oom_score_adj. Check server logs.");
    }
  }

  @Override
  public void restored(Config now) {
    start(now);
  }

  /** At start: what cannot be had is told in the log. */
  public void start(Config now) {
    try {
      changed(now);
    } catch (ConfigException e) {
      return; // the log has the reason
    }
  }

  private void apply(Config now) throws IOException {
    String mode = now.oomScoreAdj;
    if (mode.equals("no")) {
      if (adjusted) {
        adjusted = false;
        write(base);
      }
      return;
    }
    if (!adjusted) {
      base = Integer.parseInt(Files.readString(file, StandardCharsets.US_ASCII).strip());
    }
    int value = now.oomScoreAdjValues.getFirst();
    write(Math.clamp(mode.equals("absolute") ? value : base + (long) value, -MOST, MOST));
    adjusted = true;
  }

  private void write(int score) throws IOException {
    Files.writeString(
        file,
        Integer.toString(score),
        StandardCharsets.US_ASCII,
        StandardOpenOption.WRITE,
        StandardOpenOption.TRUNCATE_EXISTING);
  }
}
