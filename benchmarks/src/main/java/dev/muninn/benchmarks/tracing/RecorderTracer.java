package dev.muninn.benchmarks.tracing;

import dev.muninn.benchmarks.process.Connection;
import dev.muninn.benchmarks.process.NotRunException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Records events by the server's own recorder, to files beneath the server's directory. The server
 * counts what it recorded and what it lost.
 */
public final class RecorderTracer implements Tracer {
  private static final AtomicLong SESSIONS = new AtomicLong();

  private final String event;

  /**
   * Records one event.
   *
   * @param event as {@code provider:name}
   */
  public RecorderTracer(String event) {
    this.event = event;
  }

  @Override
  public Attached attach(Target target) throws NotRunException, IOException, InterruptedException {
    Session session = new Session(target.port());
    boolean attached = false;
    try {
      session.start(event);
      attached = true;
      return session;
    } finally {
      if (!attached) {
        session.close();
      }
    }
  }

  private static final class Session implements Attached {
    private final String name = "bench-" + SESSIONS.incrementAndGet();
    private final Connection connection;
    private boolean created;

    Session(int port) throws IOException {
      connection = new Connection(port);
    }

    void start(String event) throws IOException {
      connection.call("TRACE", "CREATE", name, "OUTPUT", name); // beneath the server's directory
      created = true;
      connection.call("TRACE", "ENABLE", name, event);
      connection.call("TRACE", "START", name);
    }

    @Override
    public Recorded detach() throws IOException {
      connection.call("TRACE", "STOP", name);
      List<String> status = connection.callForList("TRACE", "STATUS", name);
      destroy();
      return new Recorded(figure(status, "events"), figure(status, "lost"));
    }

    private static long figure(List<String> status, String field) throws IOException {
      int at = status.indexOf(field);
      if (at < 0 || at + 1 == status.size()) {
        throw new IOException("TRACE STATUS without a field: name=" + field);
      }
      return Long.parseLong(status.get(at + 1));
    }

    private void destroy() throws IOException {
      if (created) {
        created = false;
        connection.call("TRACE", "DESTROY", name);
      }
    }

    @Override
    public void close() throws IOException {
      try (connection) {
        destroy();
      }
    }
  }
}
