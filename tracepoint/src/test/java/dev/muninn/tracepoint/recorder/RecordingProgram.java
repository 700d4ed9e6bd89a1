package dev.muninn.tracepoint.recorder;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLongArray;

/** Records itself as it is told line by line; answers every line with one. */
public final class RecordingProgram {
  static final int THREADS = 3;

  private static final NumberedEvents EVENTS = NumberedEventsTracepoints.INSTANCE;
  private static final AtomicLongArray FIRED = new AtomicLongArray(THREADS);

  private final RecordingSession session;

  private RecordingProgram(RecordingSession session) {
    this.session = session;
  }

  /**
   * Runs until its input ends.
   *
   * @param arguments the mode and the output directory
   */
  public static void main(String[] arguments) throws IOException {
    SessionOptions.Builder options =
        Mode.valueOf(arguments[0]) == Mode.FLIGHT
            ? SessionOptions.flight("child", Path.of(arguments[1])).bufferBytes(2 << 20)
            : SessionOptions.disk("child", Path.of(arguments[1])).bufferBytes(8 << 20);
    try {
      RecordingSession session =
          Recorder.create(options.packetBytes(64 << 10).log(System.out::println).build());
      session.enable(EventRule.of("muninn_numbered:next"));
      session.start();
      System.out.println("ready");
      new RecordingProgram(session).obey();
    } catch (RecorderException e) {
      System.out.println(e.getMessage());
    }
  }

  private void obey() throws IOException {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] words = line.split(" ", -1);
        switch (words[0]) {
          case "load" -> {
            load();
            System.out.println("done");
          }
          case "fire" -> {
            for (long i = 0; i < Long.parseLong(words[1]); i++) {
              EVENTS.next(0, i, "x".repeat((int) (i % 50) + 1));
            }
            System.out.println("done");
          }
          case "fired" -> System.out.println(FIRED);
          case "snapshot" -> System.out.println(snapshot());
          case "problem" -> System.out.println("problem: " + session.status().problem());
          default -> System.out.println("unknown: " + line);
        }
      }
    }
  }

  private String snapshot() {
    try {
      return "snapshot: " + session.snapshot(null);
    } catch (RecorderException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static void load() {
    for (int thread = 0; thread < THREADS; thread++) {
      int number = thread;
      Thread.ofPlatform()
          .daemon()
          .name("load-" + number)
          .start(
              () -> {
                for (long i = 0; ; i++) {
                  EVENTS.next(number, i, "x".repeat((int) (i % 50) + 1));
                  FIRED.setRelease(number, i);
                }
              });
    }
  }
}
