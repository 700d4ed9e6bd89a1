package dev.muninn.tracepoint.sample;

import dev.muninn.tracepoint.NativeString;
import dev.muninn.tracepoint.Tracepoints;
import dev.muninn.tracepoint.recorder.ContextField;
import dev.muninn.tracepoint.recorder.EventRule;
import dev.muninn.tracepoint.recorder.Recorder;
import dev.muninn.tracepoint.recorder.RecorderException;
import dev.muninn.tracepoint.recorder.RecordingSession;
import dev.muninn.tracepoint.recorder.SessionOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Fires events as it is told line by line; answers every line with one. */
public final class SampleProgram {
  private static final SampleEvents EVENTS = SampleEventsTracepoints.INSTANCE;
  private static final NativeString CONSTANT = NativeString.of("constant");

  private final List<Thread> load = new ArrayList<>();
  private volatile boolean loading;

  private SampleProgram() {}

  /** Runs until its input ends. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Tracepoints.startListeners(line -> System.out.println("log " + line));
    boolean ready = Tracepoints.awaitListeners(Duration.ofSeconds(30));
    System.out.println(ready ? "ready" : "late");
    SampleProgram program = new SampleProgram();
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        System.out.println(program.obey(line.split(" ", -1)));
      }
    }
  }

  private String obey(String[] words) throws InterruptedException {
    switch (words[0]) {
      case "status" -> {
        return Tracepoints.status().toString();
      }
      case "enabled" -> {
        return Boolean.toString(EVENTS.commandCallEnabled());
      }
      case "listeners" -> {
        return Tracepoints.list().getFirst().events().getFirst().listeners().toString();
      }
      case "probes" -> {
        return Tracepoints.list().getFirst().probes();
      }
      case "await-enabled" -> {
        return await(EVENTS::commandCallEnabled);
      }
      case "await-disabled" -> {
        return await(() -> !EVENTS.commandCallEnabled());
      }
      case "fire" -> fire(words[1], Integer.parseInt(words[2]), Integer.parseInt(words[3]));
      case "types" -> types();
      case "text" -> EVENTS.texts(text(words[1]), text(words[1]), CONSTANT, utf8(text(words[1])));
      case "virtual" -> virtual(Integer.parseInt(words[1]));
      case "load" -> load(Integer.parseInt(words[1]));
      case "unload" -> unload();
      case "exec" -> exec();
      case "record" -> record(words);
      case "unrecord" -> Recorder.sessions().forEach(RecordingSession::destroy);
      default -> {
        return "unknown: " + words[0];
      }
    }
    return "done";
  }

  /** Fires command_call once for every duration from one number to another. */
  private static void fire(String name, int from, int to) {
    byte[] bytes = utf8(name);
    for (int duration = from; duration <= to; duration++) {
      EVENTS.commandCall(bytes, duration);
    }
  }

  private static void types() {
    EVENTS.numbers((byte) -128, (byte) 255, (short) -32768, (short) 65535, -2147483648, -1);
    EVENTS.wide(Long.MIN_VALUE, -1L, -0.5, true, Colour.GREEN);
    EVENTS.texts("text", CharBuffer.wrap("ch\u00e4rs"), CONSTANT, utf8("utf8\0hidden"));
    EVENTS.bytes(new byte[] {0, 1, -1}, 42);
    EVENTS.bytes(new byte[0], 43);
    EVENTS.nothing();
  }

  /** A letter and a length: that letter so many times. */
  private static String text(String recipe) {
    return recipe.substring(0, 1).repeat(Integer.parseInt(recipe.substring(1)));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Into the directory named second, with the contexts named behind it. */
  private static void record(String[] words) {
    try {
      RecordingSession session =
          Recorder.create(SessionOptions.disk("sample", Path.of(words[1])).build());
      session.enable(EventRule.of("muninn_sample:*"));
      for (int i = 2; i < words.length; i++) {
        session.addContext(ContextField.of(words[i]));
      }
      session.start();
    } catch (RecorderException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void virtual(int count) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int duration = i;
      threads.add(Thread.startVirtualThread(() -> EVENTS.commandCall(utf8("virtual"), duration)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void load(int threads) {
    loading = true;
    for (int i = 0; i < threads; i++) {
      Thread thread =
          new Thread(
              () -> {
                byte[] name = utf8("load");
                for (long n = 0; loading; n++) {
                  EVENTS.commandCall(name, n);
                  EVENTS.nothing();
                }
              });
      thread.setDaemon(true);
      thread.start();
      load.add(thread);
    }
  }

  private void unload() throws InterruptedException {
    loading = false;
    for (Thread thread : load) {
      thread.join();
    }
    load.clear();
  }

  private static void exec() throws InterruptedException {
    try {
      new ProcessBuilder("true").start().waitFor();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return "late";
      }
      TimeUnit.MILLISECONDS.sleep(1);
    }
    return "done";
  }
}
