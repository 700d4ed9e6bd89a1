package dev.muninn.benchmarks.lab;

import java.io.IOException;
import java.util.List;

/**
 * One way for a server to be slow.
 *
 * @param name what it is called in the table and on the command line
 * @param what what is done to the server, in a few words
 * @param directives of the server, on top of the lab's
 * @param sharesCpu whether the server is confined to one CPU, so that others can take it
 * @param prepare before the recording begins
 * @param inflict while it runs
 */
record Illness(
    String name,
    String what,
    List<String> directives,
    boolean sharesCpu,
    Step prepare,
    Step inflict,
    Expected expected) {
  Illness {
    directives = List.copyOf(directives);
  }

  /** The CPU of the server; negative for any. */
  int cpu(int shared) {
    return sharesCpu ? shared : -1;
  }

  /** Something done to a server. */
  @FunctionalInterface
  interface Step {
    /** Does it, and returns when it is done. */
    void run(Patient patient) throws IOException, InterruptedException;
  }
}
