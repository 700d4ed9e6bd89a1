package dev.muninn.cli.trace;

import dev.muninn.cli.client.ServerAddress;
import dev.muninn.cli.terminal.ToolFailure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Which server to talk to, in redis-cli's words. Where a short option of lttng's has the same
 * letter, the verb keeps lttng's, and the server's has its long form only.
 */
abstract class ServerOptions {
  private static final String DEFAULT_HOST = "127.0.0.1";
  private static final int DEFAULT_PORT = 6379;
  private static final int MAX_PORT = 65_535;

  @Nullable String host;
  @Nullable String port;
  @Nullable String password;

  @Option(names = "--socket", paramLabel = "PATH", description = "Unix socket of the server.")
  @Nullable String socket;

  @Option(names = "--user", paramLabel = "NAME", description = "ACL user to log in as.")
  @Nullable String user;

  @Option(names = "--help", usageHelp = true, description = "Show this help.")
  boolean help;

  @Option(names = "--lttng", description = "Drive LTTng itself instead of a server's recorder.")
  boolean lttng;

  /** What is known of the current session, by name; null where nothing is. */
  private interface Memory {
    @Nullable String get(String name) throws ToolFailure;
  }

  /** Options with redis-cli's letters. */
  static final class WithLetters extends ServerOptions {
    @Option(
        names = {"-h", "--host"},
        paramLabel = "HOST",
        description = "Host of the server (127.0.0.1; MUNINN_HOST).")
    void host(String value) {
      host = value;
    }

    @Option(
        names = {"-p", "--port"},
        paramLabel = "PORT",
        description = "Port of the server (6379; MUNINN_PORT).")
    void port(String value) {
      port = value;
    }

    @Option(
        names = {"-a", "--pass"},
        paramLabel = "PASSWORD",
        description = "Password; REDISCLI_AUTH keeps it off the command line.")
    void password(String value) {
      password = value;
    }
  }

  /** Options of a verb where lttng's {@code -a} is {@code --all}. */
  static final class WithoutA extends ServerOptions {
    @Option(
        names = {"-h", "--host"},
        paramLabel = "HOST",
        description = "Host of the server (127.0.0.1; MUNINN_HOST).")
    void host(String value) {
      host = value;
    }

    @Option(
        names = {"-p", "--port"},
        paramLabel = "PORT",
        description = "Port of the server (6379; MUNINN_PORT).")
    void port(String value) {
      port = value;
    }

    @Option(
        names = "--pass",
        paramLabel = "PASSWORD",
        description = "Password; REDISCLI_AUTH keeps it off the command line.")
    void password(String value) {
      password = value;
    }
  }

  /** Options of a verb where lttng's {@code -p} is {@code --pid}, and {@code -a} {@code --all}. */
  static final class WithoutAandP extends ServerOptions {
    @Option(
        names = {"-h", "--host"},
        paramLabel = "HOST",
        description = "Host of the server (127.0.0.1; MUNINN_HOST).")
    void host(String value) {
      host = value;
    }

    @Option(
        names = "--port",
        paramLabel = "PORT",
        description = "Port of the server (6379; MUNINN_PORT).")
    void port(String value) {
      port = value;
    }

    @Option(
        names = "--pass",
        paramLabel = "PASSWORD",
        description = "Password; REDISCLI_AUTH keeps it off the command line.")
    void password(String value) {
      password = value;
    }
  }

  /** What is given here wins over what stands before the verb. */
  void inherit(ServerOptions before) {
    host = host == null ? before.host : host;
    port = port == null ? before.port : port;
    socket = socket == null ? before.socket : socket;
    user = user == null ? before.user : user;
    password = password == null ? before.password : password;
    lttng |= before.lttng;
  }

  /** The options, else the environment, else the default. */
  ServerAddress address() throws ToolFailure {
    return address(_ -> null);
  }

  /** The options, else the environment, else the current session's server, else the default. */
  ServerAddress address(Remembered remembered) throws ToolFailure {
    return address(remembered::get);
  }

  private ServerAddress address(Memory remembered) throws ToolFailure {
    String pass = password == null ? environment("REDISCLI_AUTH") : password;
    if (socket != null) {
      return new ServerAddress(DEFAULT_HOST, 0, socket, user, pass);
    }
    String atHost = host == null ? environment("MUNINN_HOST") : host;
    String atPort = port == null ? environment("MUNINN_PORT") : port;
    if (atHost == null && atPort == null) {
      String atSocket = remembered.get(Remembered.SOCKET);
      if (atSocket != null) {
        return new ServerAddress(DEFAULT_HOST, 0, atSocket, user, pass);
      }
      atHost = remembered.get(Remembered.HOST);
      atPort = remembered.get(Remembered.PORT);
    }
    return new ServerAddress(
        atHost == null ? DEFAULT_HOST : atHost,
        atPort == null ? DEFAULT_PORT : number(atPort),
        null,
        user,
        pass);
  }

  private static @Nullable String environment(String name) {
    String value = System.getenv(name);
    return value == null || value.isEmpty() ? null : value;
  }

  private static int number(String text) throws ToolFailure {
    try {
      int port = Integer.parseInt(text);
      if (port > 0 && port <= MAX_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new ToolFailure("not a port: '" + text + "'");
  }
}
