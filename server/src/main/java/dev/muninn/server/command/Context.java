package dev.muninn.server.command;

import dev.muninn.server.bytes.Bytes;
import dev.muninn.server.bytes.Slice;
import dev.muninn.server.client.Client;
import dev.muninn.server.client.ClientRegistry;
import dev.muninn.server.clock.CachedClock;
import dev.muninn.server.config.Config;
import dev.muninn.server.keyspace.Database;
import dev.muninn.server.keyspace.Keyspace;
import dev.muninn.server.resp.Args;
import dev.muninn.server.resp.Reply;
import dev.muninn.server.resp.RespError;
import dev.muninn.server.stats.LatencyMonitor;
import dev.muninn.server.stats.ServerStats;
import dev.muninn.server.stats.SlowLog;
import dev.muninn.server.structure.Entry;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a command sees of the request and of the server. One per server, reused for every command; a
 * command keeps nothing of it.
 */
public final class Context {
  private final Services services;
  private final Entry entry;
  private final Entry otherEntry;
  private final Slice slice = new Slice();
  private final Slice otherSlice = new Slice();
  private final Bytes bytes = new Bytes();
  private @Nullable Client client;
  private @Nullable CommandSpec command;

  /** A context over the parts of one server. */
  public Context(Services services) {
    this.services = services;
    this.entry = services.keyspace().newEntry();
    this.otherEntry = services.keyspace().newEntry();
  }

  /** Points the context at a request. */
  void begin(Client requester, CommandSpec spec) {
    client = requester;
    command = spec;
  }

  /** Who sent the request. */
  public Client client() {
    return Objects.requireNonNull(client);
  }

  /** The command that is being executed. */
  public CommandSpec command() {
    return Objects.requireNonNull(command);
  }

  /** The request, the command's name being argument 0. */
  public Args args() {
    return client().args();
  }

  /** Number of arguments, the command's name included. */
  public int argc() {
    return client().args().count();
  }

  /** Argument {@code index}; 0 is the command's name. */
  public Slice arg(int index) {
    return client().args().get(index);
  }

  /** Where the reply goes. */
  public Reply reply() {
    return client().reply();
  }

  /** Replies with an error. */
  public void error(RespError error) {
    client().reply().error(error);
  }

  /** The client's selected database. */
  public Database db() {
    return services.keyspace().database(client().db());
  }

  /** The databases. */
  public Keyspace keyspace() {
    return services.keyspace();
  }

  /** A cursor for the command's use. */
  public Entry entry() {
    return entry;
  }

  /** A second cursor for the command's use. */
  public Entry otherEntry() {
    return otherEntry;
  }

  /** A slice for the command's use. */
  public Slice slice() {
    return slice;
  }

  /** A second slice for the command's use. */
  public Slice otherSlice() {
    return otherSlice;
  }

  /** A writable view for the command's use. */
  public Bytes bytes() {
    return bytes;
  }

  /** Milliseconds since the epoch, the same throughout a command. */
  public long nowMillis() {
    return services.clock().millis();
  }

  /** The server's clock. */
  public CachedClock clock() {
    return services.clock();
  }

  /** The directives. */
  public Config config() {
    return services.config();
  }

  /** The commands. */
  public CommandTable commands() {
    return services.commands();
  }

  /** The connected clients. */
  public ClientRegistry clients() {
    return services.clients();
  }

  /** The counters behind INFO. */
  public ServerStats stats() {
    return services.stats();
  }

  /** The latest slow commands. */
  public SlowLog slowLog() {
    return services.slowLog();
  }

  /** Samples of what took long. */
  public LatencyMonitor latency() {
    return services.latency();
  }

  /** The server as a whole. */
  public ServerControl control() {
    return services.control();
  }

  /** Everything else that the server consists of. */
  public Services services() {
    return services;
  }
}
