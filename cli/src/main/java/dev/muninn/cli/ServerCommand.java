package dev.muninn.cli;

import dev.muninn.cli.signal.StopSignals;
import dev.muninn.server.MuninnServer;
import dev.muninn.server.config.Config;
import dev.muninn.server.config.ConfigException;
import dev.muninn.server.config.ConfigLoader;
import dev.muninn.server.config.LogLevel;
import dev.muninn.server.process.PidFile;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

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
      server = MuninnServer.startProcess(config, "muninn-server");
    } catch (ConfigException e) {
      System.err.println("muninn: " + e.text());
      return 1;
    } catch (IOException | RuntimeException e) {
      System.err.println("muninn: " + (e.getMessage() == null ? e.toString() : e.getMessage()));
      return 1;
    }
    PidFile pidFile =
        config.pidfile.isEmpty()
            ? null
            : PidFile.write(config.resolve(config.pidfile), server.log());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, pidFile), "shutdown"));
    server.log().log(
        LogLevel.NOTICE,
        "Ready to accept connections "
            + (server.port() == 0 ? "" : "tcp: port=" + server.port() + " ")
            + "transport="
            + server.transport()
            + " start_ms="
            + ProcessAge.millis());
    if (!config.unixsocket.isEmpty()) {
      server.log().log(LogLevel.NOTICE, "Ready to accept connections unix");
    }
    AtomicInteger received = new AtomicInteger();
    signals.await(name -> stopBy(name, received.getAndIncrement() > 0, server));
    try {
      return server.join() ? 0 : 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private static void stopBy(String signal, boolean again, MuninnServer server) {
    if (again && signal.equals("SIGINT")) {
      server.log().log(LogLevel.WARNING, "You insist... exiting now.");
      Runtime.getRuntime().halt(1);
    }
    server.log().log(LogLevel.WARNING, "Received " + signal + " scheduling shutdown...");
    server.log().log(LogLevel.NOTICE, "User requested shutdown...");
    server.close();
  }

  /** Whatever ends the program: the server has stopped before, or stops now. */
  private static void stop(MuninnServer server, @Nullable PidFile pidFile) {
    server.close();
    if (pidFile != null) {
      pidFile.remove();
    }
    server.log().log(LogLevel.WARNING, "Muninn is now ready to exit, bye bye...");
  }
}
