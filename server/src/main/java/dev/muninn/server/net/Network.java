package dev.muninn.server.net;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;

/** What the rest of a server may ask of its sockets and of the thread that serves them. */
public interface Network extends Executor {
  /** Name of the transport: {@code epoll} or {@code nio}. */
  String transport();

  /** Counters for INFO. */
  NetStats stats();

  /** The TCP port listened on, or 0. */
  int port();

  /**
   * Listens on these addresses in place of the present ones; connections stay.
   *
   * @param addresses as in the directive {@code bind}; none for no TCP
   * @param port 1 to 65535, or 0 for any free one
   * @throws IOException an address cannot be had; the former ones are listened on again
   */
  void bindTcp(List<String> addresses, int port) throws IOException;

  /** Runs the task on the loop's thread, soon. Any thread. */
  @Override
  void execute(Runnable task);

  /** Ends the loop after the present turn; what is pending is still sent. Any thread. */
  void stop();
}
