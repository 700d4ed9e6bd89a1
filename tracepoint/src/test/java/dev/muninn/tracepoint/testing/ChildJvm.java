package dev.muninn.tracepoint.testing;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A program in a JVM of its own, on this JVM's class path: it is sent lines and answers in lines.
 * Ended by {@link #close}.
 */
public final class ChildJvm implements AutoCloseable {
  private static final long TIMEOUT_SECONDS = 60;
  private static final String END = "\0end of output";

  private final Process process;
  private final BufferedWriter input;
  private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();

  private ChildJvm(Process process) {
    this.process = process;
    input = process.outputWriter(StandardCharsets.UTF_8);
    Thread reader = new Thread(this::read, "child-" + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  /** A child to be started. */
  public static final class Builder {
    private final String mainClass;
    private final List<String> prefix = new ArrayList<>();
    private final List<String> options = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();

    private Builder(String mainClass) {
      this.mainClass = mainClass;
    }

    /** Words before {@code java}, such as a program that changes the user and then runs it. */
    public Builder prefix(List<String> words) {
      prefix.addAll(words);
      return this;
    }

    /** Options of the JVM. */
    public Builder options(String... words) {
      options.addAll(Arrays.asList(words));
      return this;
    }

    /** Arguments of the program. */
    public Builder arguments(String... words) {
      arguments.addAll(Arrays.asList(words));
      return this;
    }

    /** Variables of the environment. */
    public Builder environment(Map<String, String> variables) {
      environment.putAll(variables);
      return this;
    }

    /** Starts it. */
    public ChildJvm start() {
      List<String> command = new ArrayList<>(prefix);
      command.add(java());
      command.addAll(
          List.of("--enable-native-access=ALL-UNNAMED", "-XX:-UsePerfData", "-Xshare:auto"));
      command.addAll(options);
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
      command.addAll(arguments);
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().putAll(environment);
      try {
        return new ChildJvm(builder.start());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** A child that runs a class's main method. */
  public static Builder builder(Class<?> mainClass) {
    return new Builder(mainClass.getName());
  }

  /** The program that runs this JVM. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private void read() {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      lines.add("output broke: " + e.getMessage());
    }
    lines.add(END);
  }

  /** The process's id, also that of the JVM where the prefix executes it. */
  public long pid() {
    return process.pid();
  }

  /** Sends a line and returns the next one the child prints. */
  public String ask(String line) {
    send(line);
    return nextLine();
  }

  /** Sends a line. */
  public void send(String line) {
    try {
      input.write(line);
      input.newLine();
      input.flush();
    } catch (IOException e) {
      throw new AssertionError("child is gone: output=" + lines, e);
    }
  }

  /** The next line the child prints; fails after a minute or where there will be none. */
  public String nextLine() {
    try {
      String line = lines.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      if (line == null || line.equals(END)) {
        throw new AssertionError("no line from the child: alive=" + process.isAlive());
      }
      return line;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Lines up to one that starts so, that one included. */
  public List<String> linesUntil(String start) {
    List<String> seen = new ArrayList<>();
    String line;
    do {
      line = nextLine();
      seen.add(line);
    } while (!line.startsWith(start));
    return seen;
  }

  /**
   * Ends the child's input and returns its exit status; fails where it does not exit in a minute.
   */
  public int exit() {
    try {
      input.close();
      if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("child does not exit: pid=" + process.pid());
      }
      return process.exitValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Kills the child if it still runs. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
