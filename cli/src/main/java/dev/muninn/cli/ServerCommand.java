package dev.muninn.cli;

import dev.muninn.cli.signal.StopSignals;
import dev.muninn.server.MuninnServer;
import dev.muninn.server.config.Config;
import dev.muninn.server.config.ConfigException;
import dev.muninn.server.config.ConfigLoader;
import dev.muninn.server.config.LogLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code muninn server}: runs a server in the foreground until it is stopped. */
final class ServerCommand {
  private ServerCommand() {}

  /** Runs the server. @return the status to exit with */
  static int run(List<String> args) {
    StopSignals signals = StopSignals.begin();
    Config config;
    MuninnServer server;
    try {
      config = ConfigLoader.load(args, System.in);
      server = MuninnServer.start(config);
    } catch (ConfigException e) {
      System.err.println("muninn: " + e.text());
      return 1;
    } catch (IOException | RuntimeException e) {
      System.err.println("muninn: " + (e.getMessage() == null ? e.toString() : e.getMessage()));
      return 1;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "shutdown"));
    Path pidFile = writePidFile(server, config.pidfile);
    server.log().log(
        LogLevel.NOTICE,
        "Ready to accept connections "
            + (server.port() == 0 ? "" : "tcp: port=" + server.port() + " ")
            + "transport="
            + server.transport()
            + " start_ms="
            + ProcessAge.millis());
    signals.await(server::close);
    try {
      return server.join() ? 0 : 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    } finally {
      deletePidFile(pidFile);
    }
  }

  /** Whatever ends the program: the server has stopped before, or stops now. */
  private static void stop(MuninnServer server) {
    server.close();
    server.log().log(LogLevel.WARNING, "Muninn is now ready to exit, bye bye...");
  }

  private static Path writePidFile(MuninnServer server, String name) {
    Path file = Path.of(name);
    if (!name.isEmpty()) {
      try {
        Files.writeString(file, ProcessHandle.current().pid() + "\n");
      } catch (IOException e) {
        server.log().log(
            LogLevel.WARNING, "Cannot write pidfile: name=" + name + " error=" + e.getMessage());
      }
    }
    return file;
  }

  private static void deletePidFile(Path file) {
    try {
      if (!file.toString().isEmpty()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      System.err.println(
          "muninn: cannot delete pidfile: name=" + file + " error=" + e.getMessage());
    }
  }
}
