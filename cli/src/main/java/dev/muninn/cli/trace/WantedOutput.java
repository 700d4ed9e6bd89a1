package dev.muninn.cli.trace;

import dev.muninn.cli.client.Reply;
import dev.muninn.cli.client.ServerConnection;
import dev.muninn.cli.terminal.Terminal;
import dev.muninn.cli.terminal.ToolFailure;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The directory that a user wants a trace in. A server writes there if it may; as a rule it writes
 * beneath its trace-dir alone, and then the user, with the user's own rights, gets a link there to
 * where the trace is. Of another machine's server the path is the server's matter.
 */
final class WantedOutput {
  private static final String REFUSED = "OUTPUT outside of trace-dir not allowed";

  private final ServerConnection server;
  private final Terminal terminal;
  private final String given;
  private final Path path;
  private boolean elsewhere;

  WantedOutput(ServerConnection server, Terminal terminal, String given) {
    this.server = server;
    this.terminal = terminal;
    this.given = given;
    path = Path.of(given).toAbsolutePath().normalize();
  }

  /**
   * Sends a command with the directory as its OUTPUT.
   *
   * @param otherwise what the command ends with where the server may not write there
   */
  Reply call(List<String> command, List<String> otherwise) throws ToolFailure {
    boolean local = server.address().local();
    try {
      return server.call(with(command, List.of("OUTPUT", local ? path.toString() : given)));
    } catch (ToolFailure e) {
      if (!local || !String.valueOf(e.getMessage()).startsWith(REFUSED)) {
        throw e;
      }
    }
    requireFree();
    elsewhere = true;
    return server.call(with(command, otherwise));
  }

  private static List<String> with(List<String> command, List<String> more) {
    List<String> all = new ArrayList<>(command);
    all.addAll(more);
    return all;
  }

  /** Before the server begins: a link can be made only where nothing is. */
  private void requireFree() throws ToolFailure {
    try {
      if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        Files.delete(path); // as the server does, one takes a directory that is there and empty
      } else if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        throw new ToolFailure("the output is there already: path=" + path);
      }
    } catch (DirectoryNotEmptyException e) {
      throw new ToolFailure("the output is not empty: path=" + path, e);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private ToolFailure failed(IOException e) {
    return new ToolFailure("cannot make " + path + ": " + ToolFailure.reason(e), e);
  }

  /**
   * Links the directory to the trace where the server writes elsewhere.
   *
   * @param trace where the server writes
   * @return where the user finds the trace
   */
  String link(String trace) throws ToolFailure {
    if (!elsewhere) {
      return trace;
    }
    try {
      Path parent = path.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.createSymbolicLink(path, Path.of(trace));
    } catch (IOException e) {
      throw failed(e);
    }
    terminal.note("the server writes beneath its trace-dir: " + path + " is a link to " + trace);
    return path.toString();
  }
}
