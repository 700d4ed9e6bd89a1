package dev.muninn.benchmarks.tracing;

import dev.muninn.benchmarks.process.NotRunException;
import dev.muninn.benchmarks.process.Tool;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts USDT probes of a process in the kernel: one {@code count()} per probe, by bpftrace. */
public final class BpftraceTracer implements Tracer {
  private static final long END_SECONDS = 20;
  private static final int MAX_LINES = 1000;
  private static final Pattern COUNT = Pattern.compile("@fired: (\\d{1,18})");

  private final String script;

  /**
   * Counts these probes.
   *
   * @param probes as {@code provider:name}
   */
  public BpftraceTracer(List<String> probes) {
    String attachPoints =
        probes.stream().map("usdt:*:%s"::formatted).reduce((a, b) -> a + ", " + b).orElseThrow();
    // What BEGIN prints is read only when every probe is attached.
    script = "BEGIN { printf(\"attached\\n\"); } " + attachPoints + " { @fired = count(); }";
  }

  @Override
  public Attached attach(Target target) throws NotRunException, IOException, InterruptedException {
    Tool.require("bpftrace");
    ProcessBuilder builder =
        new ProcessBuilder(
            "bpftrace", "-B", "line", "-p", Long.toString(target.pid()), "-e", script);
    Process process = builder.redirectErrorStream(true).start();
    Session session = new Session(process);
    boolean attached = false;
    try {
      session.awaitAttached();
      attached = true;
      return session;
    } finally {
      if (!attached) {
        session.close();
      }
    }
  }

  private static final class Session implements Attached {
    private final Process process;
    private final BufferedReader output;

    Session(Process process) {
      this.process = process;
      output = process.inputReader(StandardCharsets.UTF_8);
    }

    void awaitAttached() throws NotRunException, IOException {
      String last = "no output";
      for (int i = 0; i < MAX_LINES; i++) {
        String line = output.readLine();
        if (line == null) {
          break;
        }
        if (line.equals("attached")) {
          return;
        }
        last = line.isBlank() ? last : line.strip();
      }
      throw new NotRunException("bpftrace: " + last);
    }

    @Override
    public Recorded detach() throws IOException, InterruptedException {
      // bpftrace prints its maps on SIGINT, which Java cannot send.
      Tool.runOrThrow(END_SECONDS, List.of("kill", "-INT", Long.toString(process.pid())));
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("bpftrace did not end on SIGINT: pid=" + process.pid());
      }
      StringBuilder text = new StringBuilder();
      String line = output.readLine();
      for (int i = 0; line != null && i < MAX_LINES; i++) {
        text.append(line).append('\n');
        line = output.readLine();
      }
      Matcher count = COUNT.matcher(text);
      return new Recorded(count.find() ? Long.parseLong(count.group(1)) : 0, 0);
    }

    @Override
    public void close() throws IOException {
      // SIGTERM does not always end it; it holds nothing that outlives it.
      process.destroyForcibly();
      output.close();
    }
  }
}
