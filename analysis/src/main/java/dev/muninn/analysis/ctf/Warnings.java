package dev.muninn.analysis.ctf;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What was wrong with a trace that could be read all the same. One line each, the first 1000. */
final class Warnings {
  private static final int MOST = 1000;

  private final Set<String> lines = new LinkedHashSet<>();

  synchronized void add(String line) {
    if (lines.size() < MOST) {
      lines.add(line);
    }
  }

  synchronized List<String> lines() {
    return new ArrayList<>(lines);
  }
}
