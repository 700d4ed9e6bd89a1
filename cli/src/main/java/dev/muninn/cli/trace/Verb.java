package dev.muninn.cli.trace;

import dev.muninn.cli.client.ServerConnection;
import dev.muninn.cli.terminal.ToolFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** A verb that does one thing to a session, of the server or of LTTng. */
abstract class Verb implements Callable<Integer> {
  final TraceCommand trace;

  Verb(TraceCommand trace) {
    this.trace = trace;
  }

  /** The verb's own options of the server. */
  abstract ServerOptions server();

  abstract void run(TraceControl control) throws ToolFailure;

  @Override
  public Integer call() throws ToolFailure {
    ServerOptions options = server();
    options.inherit(trace.options());
    if (options.lttng) {
      run(new LttngControl(trace.terminal()));
      return 0;
    }
    try (ServerConnection connection = trace.connect(options)) {
      run(new MuninnControl(connection, trace.remembered(), trace.terminal()));
    }
    return 0;
  }

  /** The parts of words that lttng takes with commas between: {@code a,b c}. */
  static List<String> split(List<String> words) {
    List<String> parts = new ArrayList<>();
    for (String word : words) {
      for (String part : word.split(",", -1)) {
        if (!part.isBlank()) {
          parts.add(part.strip());
        }
      }
    }
    return parts;
  }
}
