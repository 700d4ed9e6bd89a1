package dev.muninn.benchmarks;

import dev.muninn.benchmarks.process.ServerCommand;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The servers of a measurement. */
final class Servers {
  private static final String JAVA_OPTIONS = "MUNINN_JAVA_OPTS";

  private final Settings settings;

  Servers(Settings settings) {
    this.settings = settings;
  }

  /** The server under test, with options added to its JVM's. */
  ServerCommand underTest(String... javaOptions) {
    String inherited = System.getenv(JAVA_OPTIONS);
    String options = String.join(" ", javaOptions);
    if (inherited != null) {
      options = inherited + " " + options;
    }
    return new ServerCommand(
        name(settings.server()), settings.server(), Map.of(JAVA_OPTIONS, options.strip()));
  }

  /** The server compared with. */
  ServerCommand peer() {
    return new ServerCommand(name(settings.peer()), settings.peer(), Map.of());
  }

  private static String name(List<String> command) {
    return String.valueOf(Path.of(command.get(0)).getFileName());
  }
}
