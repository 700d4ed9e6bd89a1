package dev.muninn.server.net;

import dev.muninn.server.bytes.Buffer;
import dev.muninn.server.bytes.Slice;
import dev.muninn.server.client.ClientRegistry;
import dev.muninn.server.net.transport.Channel;
import dev.muninn.server.store.Memory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;

/** All connections of one loop, what they share, and the queues of those that want attention. */
final class Connections implements AutoCloseable {
  private static final byte[] MAX_CLIENTS_REACHED =
      "-ERR max number of clients reached\r\n".getBytes(StandardCharsets.US_ASCII);

  private static final byte[] PROTECTED =
      ("-DENIED Running in protected mode because protected mode is enabled and no password is set"
              + " for the default user. In this mode connections are only accepted from the"
              + " loopback interface. If you want to connect from external computers, you may"
              + " adopt one of the following solutions: 1) Just disable protected mode sending the"
              + " command 'CONFIG SET protected-mode no' from the loopback interface by connecting"
              + " from the same host the server is running, however MAKE SURE it's not publicly"
              + " accessible from internet if you do so. Use CONFIG REWRITE to make this change"
              + " permanent. 2) Alternatively you can just disable the protected mode by editing"
              + " the configuration file, and setting the protected mode option to 'no', and then"
              + " restarting the server. 3) If you started the server manually just for testing,"
              + " restart it with the '--protected-mode no' option. 4) Set up an authentication"
              + " password for the default user. NOTE: You only need to do one of the above things"
              + " in order for the server to start accepting connections from the outside.\r\n")
          .getBytes(StandardCharsets.US_ASCII);

  /** Connections looked after per call of cron, at least (CLIENTS_CRON_MIN_ITERATIONS). */
  private static final int CRON_MIN = 5;

  private final Memory memory;
  private final ClientRegistry registry;
  private final NetSettings settings;
  private final RequestHandler handler;
  private final NetLog log;
  private final NetStats stats = new NetStats();
  private final Buffer shared;
  private final Slice scratch = new Slice();
  private final RequestBatch batch = new RequestBatch();
  private final Sender sender = new Sender(stats);
  private final ArrayList<Connection> all = new ArrayList<>();
  private final ArrayDeque<Connection> outputs = new ArrayDeque<>();
  private final ArrayDeque<Connection> inputs = new ArrayDeque<>();
  private final ArrayDeque<Connection> doomed = new ArrayDeque<>();
  private int nextCron;
  private long nowMillis;

  Connections(
      Memory memory,
      ClientRegistry registry,
      NetSettings settings,
      RequestHandler handler,
      NetLog log) {
    this.memory = memory;
    this.registry = registry;
    this.settings = settings;
    this.handler = handler;
    this.log = log;
    this.shared = new Buffer(memory, Connection.READ_SIZE);
  }

  Memory memory() {
    return memory;
  }

  ClientRegistry registry() {
    return registry;
  }

  RequestHandler handler() {
    return handler;
  }

  NetStats stats() {
    return stats;
  }

  /** Where a read goes that no partial request precedes; empty between two connections. */
  Buffer shared() {
    return shared;
  }

  Slice scratch() {
    return scratch;
  }

  RequestBatch batch() {
    return batch;
  }

  /** Wall clock of this turn, ms. */
  long nowMillis() {
    return nowMillis;
  }

  void nowMillis(long now) {
    nowMillis = now;
    registry.nowMillis(now);
  }

  void warn(String line) {
    log.log(NetLog.Level.WARNING, line);
  }

  void verbose(String what, @org.jspecify.annotations.Nullable Object detail) {
    if (log.isLogged(NetLog.Level.VERBOSE)) {
      log.log(NetLog.Level.VERBOSE, what + detail);
    }
  }

  /** Takes in an accepted connection, or refuses it; an internal error costs this one only. */
  void accepted(Channel channel) {
    try {
      takeIn(channel);
    } catch (RuntimeException | OutOfMemoryError e) {
      for (int i = all.size() - 1; i >= 0; i--) {
        if (all.get(i).isOf(channel)) {
          all.get(i).close();
          break;
        }
      }
      channel.close();
      warn("Accepting client connection: internal error: " + e);
    }
  }

  private void takeIn(Channel channel) {
    if (all.size() >= settings.maxClients()) {
      refuse(channel, MAX_CLIENTS_REACHED);
      return;
    }
    if (!registry.passwordRequired() && settings.protectedMode() && !channel.isLocal()) {
      refuse(channel, PROTECTED);
      return;
    }
    all.ensureCapacity(all.size() + 1); // once there is a client, it is in the list
    Connection connection = new Connection(this, channel, nowMillis);
    connection.place = all.size();
    all.add(connection);
    try {
      connection.start();
    } catch (IOException e) {
      warn(
          "Error registering fd event for the new client connection: "
              + e.getMessage()
              + " (addr="
              + connection.address()
              + " laddr="
              + connection.localAddress()
              + ")");
      connection.close();
      return;
    }
    stats.accepted();
    verbose("Accepted ", connection.client().address());
    handler.connected(connection.client());
  }

  private void refuse(Channel channel, byte[] error) {
    stats.rejected();
    try (Buffer out = new Buffer(memory, error.length)) {
      out.put(error);
      channel.write(new Buffer[] {out}, 1);
    } catch (IOException e) {
      verbose("Error writing to client: ", e.getMessage());
    }
    channel.close();
  }

  void closed(Connection connection) {
    int last = all.size() - 1;
    Connection moved = all.get(last);
    all.set(connection.place, moved);
    moved.place = connection.place;
    all.remove(last);
  }

  int count() {
    return all.size();
  }

  void queueOutput(Connection connection) {
    outputs.add(connection);
  }

  void queueInput(Connection connection) {
    inputs.add(connection);
  }

  void queueClose(Connection connection) {
    doomed.add(connection);
  }

  /** Whether something is left to do that no event will announce. */
  boolean hasWork() {
    return !outputs.isEmpty() || !inputs.isEmpty() || !doomed.isEmpty();
  }

  /** Gives each connection with unhandled requests one turn. */
  void continueInputs() {
    for (int n = inputs.size(); n > 0; n--) {
      inputs.remove().continueInput();
    }
  }

  /**
   * Closes what was doomed, sends what is pending: the one phase of a turn in which bytes leave.
   */
  void send() {
    closeDoomed();
    sender.open();
    try {
      for (Connection c = outputs.poll(); c != null; c = outputs.poll()) {
        c.send(sender);
      }
    } finally {
      sender.close();
    }
    closeDoomed();
  }

  private void closeDoomed() {
    for (Connection c = doomed.poll(); c != null; c = doomed.poll()) {
      c.close();
    }
  }

  /** Looks after a part of the connections, so that each has its turn once a second. */
  void cron() {
    int n = Math.min(all.size(), Math.max(all.size() / Math.max(settings.hz(), 1), CRON_MIN));
    int timeoutSeconds = settings.timeoutSeconds();
    for (int i = 0; i < n && !all.isEmpty(); i++) {
      nextCron = nextCron >= all.size() ? 0 : nextCron;
      all.get(nextCron++).cron(nowMillis, timeoutSeconds);
    }
  }

  /** Stops reading everywhere. @return whether replies are still to be sent. */
  boolean drain() {
    boolean pending = false;
    for (Connection c : all) {
      pending |= c.drain();
    }
    return pending;
  }

  /** Closes all connections and gives the shared buffer back. */
  @Override
  public void close() {
    while (!all.isEmpty()) {
      all.getLast().close();
    }
    outputs.clear();
    inputs.clear();
    doomed.clear();
    shared.close();
  }
}
