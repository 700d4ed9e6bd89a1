package dev.muninn.server.command;

import dev.muninn.server.bytes.Bytes;
import dev.muninn.server.bytes.Decimal;
import dev.muninn.server.bytes.Slice;
import dev.muninn.server.client.Actor;
import dev.muninn.server.client.Client;
import dev.muninn.server.client.ClientRegistry;
import dev.muninn.server.client.Waiting;
import dev.muninn.server.clock.CachedClock;
import dev.muninn.server.config.Config;
import dev.muninn.server.keyspace.Database;
import dev.muninn.server.keyspace.Keyspace;
import dev.muninn.server.keyspace.Reason;
import dev.muninn.server.keyspace.Write;
import dev.muninn.server.keyspace.Writes;
import dev.muninn.server.resp.Args;
import dev.muninn.server.resp.ErrorReply;
import dev.muninn.server.resp.Reply;
import dev.muninn.server.resp.RespError;
import dev.muninn.server.stats.LatencyMonitor;
import dev.muninn.server.stats.ServerStats;
import dev.muninn.server.stats.SlowLog;
import dev.muninn.server.structure.Entry;
import dev.muninn.server.value.Value;
import dev.muninn.server.value.ValueType;
import dev.muninn.server.value.Views;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a command sees of the request and of the server: the frame of one call. Calls in each other
 * have a frame each, reused from call to call; a command keeps nothing of it.
 */
public final class Context {
  /** Longest argument that is taken for a text, in bytes. */
  private static final int MAX_TEXT = 64 << 10;

  /** Bytes of all texts of one command. */
  private static final int MAX_TEXTS = 1 << 20;

  private final Services services;
  private final CallRunner calls;
  private final FrameEffects effects;
  private final Entry entry;
  private final Entry otherEntry;
  private final Slice slice = new Slice();
  private final Slice otherSlice = new Slice();
  private final Bytes bytes = new Bytes();
  private final Writes writes;
  private final Views views;
  private final Views otherViews;
  private @Nullable Client client;
  private @Nullable CommandSpec command;
  private @Nullable Args args;
  private @Nullable Reply reply;
  private @Nullable Actor actor;
  private int mode;
  private int textBytes;

  /** Parsers of options, made as they are first needed; kept by derived code. */
  final @Nullable Options[] options = new @Nullable Options[GeneratedCommands.OPTIONS];

  /** Monotonic clock when the call began; kept by {@link CallRecorder}. */
  long startNanos;

  /** Errors replied before the call; kept by {@link Calls}. */
  long errorsBefore;

  /** A frame over the parts of one server. */
  Context(Services services, CallRunner calls) {
    this.services = services;
    this.calls = calls;
    this.effects = new FrameEffects(services.parts().get(Propagation.class), this);
    this.entry = services.keyspace().newEntry();
    this.otherEntry = services.keyspace().newEntry();
    this.views = new Views(services.keyspace().structures());
    this.otherViews = new Views(services.keyspace().structures());
    this.writes = new Writes(services.keyspace());
  }

  /** Points the frame at a call. */
  void begin(Client who, CommandSpec spec, Args request, Reply into, Actor as, int how) {
    client = who;
    command = spec;
    args = request;
    reply = into;
    actor = as;
    mode = how;
    textBytes = 0;
  }

  /** Who sent the request. */
  public Client client() {
    return Objects.requireNonNull(client);
  }

  /** On whose behalf the command runs. */
  public Actor actor() {
    return Objects.requireNonNull(actor);
  }

  /** The command that is being executed. */
  public CommandSpec command() {
    return Objects.requireNonNull(command);
  }

  /** The request, the command's name being argument 0. */
  public Args args() {
    return Objects.requireNonNull(args);
  }

  /** Number of arguments, the command's name included. */
  public int argc() {
    return args().count();
  }

  /** Argument {@code index}; 0 is the command's name. */
  public Slice arg(int index) {
    return args().get(index);
  }

  /** Where the reply goes. */
  public Reply reply() {
    return Objects.requireNonNull(reply);
  }

  /** Replies with an error. */
  public void error(RespError error) {
    reply().error(error);
  }

  /** The selected database. */
  public Database db() {
    return services.keyspace().database(actor().db());
  }

  /** Runs other commands from within this one. */
  public CallRunner calls() {
    return calls;
  }

  /** What of this call others repeat. */
  public Effects effects() {
    return effects;
  }

  /** What of this call others repeat, for who begins and ends it. */
  FrameEffects frameEffects() {
    return effects;
  }

  /** Deletes the key of a write since the time to live that it is given is over already. */
  public void expireNow(Write write) {
    boolean lazily = services.config().lazyfreeLazyExpire;
    write.remove(lazily ? Reason.UNLINKED : Reason.DELETED);
    if (effects.wanted()) {
      effects.instead(effects.words(lazily ? "UNLINK" : "DEL").add(write.key()));
    }
  }

  /** Whether the client may be made to wait; not in a transaction, nor in a script. */
  public boolean mayWait() {
    return (mode & CallMode.NO_WAITING) == 0;
  }

  /** Makes the client wait; where it may not, it is replied at once as if its time were over. */
  public void waitFor(Waiting what) {
    if (mayWait()) {
      services.clients().blocked().block(client(), what);
    } else {
      try {
        what.timeout(client(), reply());
      } finally {
        what.end();
      }
    }
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

  /** Points {@code out} at the decimal form of an integer, valid until the next change of a key. */
  public Slice decimal(long value, Slice out) {
    return Decimal.text(value, services.keyspace().memory(), out);
  }

  /** A writable view for the command's use. */
  public Bytes bytes() {
    return bytes;
  }

  /** Ends the command with an error in the place of its reply. */
  public ErrorReply fail(RespError error) {
    return new ErrorReply(error);
  }

  /**
   * An argument that has to be an integer of 64 bits.
   *
   * @throws ErrorReply it is none
   */
  public long integer(int index) {
    Slice text = arg(index);
    if (!text.isLong()) {
      throw new ErrorReply(RespError.NOT_INTEGER);
    }
    return text.toLong();
  }

  /**
   * An argument as Latin-1 text, for names, options and settings: what is long is kept off the
   * heap.
   *
   * @throws ErrorReply it has more than {@value #MAX_TEXT} bytes, or all such texts of the command
   *     have more than {@value #MAX_TEXTS}
   */
  public String text(int index) {
    return text(index, MAX_TEXT);
  }

  /** As {@link #text(int)}, of a text that is kept: of no more than {@code most} bytes. */
  public String text(int index, int most) {
    Slice argument = arg(index);
    textBytes += argument.length();
    if (argument.length() > most || textBytes > MAX_TEXTS) {
      throw new ErrorReply(RespError.ARGUMENT_TOO_LONG);
    }
    return argument.toString();
  }

  /** Looks a key up, to change it. */
  public Write write(Slice key) {
    return writes.open(db(), key);
  }

  /** Looks a key of another database up, to change it. */
  public Write write(Database db, Slice key) {
    return writes.open(db, key);
  }

  /**
   * Looks a key up, to change its value of a type, or to give it one.
   *
   * @throws ErrorReply it holds something of another type
   */
  public Write write(Slice key, ValueType<?, ?> type) {
    Write write = writes.open(db(), key);
    if (write.exists() && !write.holds(type)) {
      throw new ErrorReply(RespError.WRONG_TYPE);
    }
    return write;
  }

  /**
   * Looks a key up, to read it.
   *
   * @return what it holds, valid until the next call of this; null: the key does not exist
   * @throws ErrorReply it holds something of another type
   */
  public <V extends Value> @Nullable V read(Slice key, ValueType<V, ?> type) {
    return read(key, type, entry, views);
  }

  /** As {@link #read}; both results are valid beside one another. */
  public <V extends Value> @Nullable V readOther(Slice key, ValueType<V, ?> type) {
    return read(key, type, otherEntry, otherViews);
  }

  private <V extends Value> @Nullable V read(Slice key, ValueType<V, ?> type, Entry at, Views in) {
    if (!db().lookupRead(key, at)) {
      return null;
    }
    if (at.type() != type.id()) {
      throw new ErrorReply(RespError.WRONG_TYPE);
    }
    return in.of(type, at, nowMillis());
  }

  /** As {@link #read}; null as well where the key holds something of another type. */
  public <V extends Value> @Nullable V readIf(Slice key, ValueType<V, ?> type) {
    return db().lookupRead(key, entry) && entry.type() == type.id()
        ? views.of(type, entry, nowMillis())
        : null;
  }

  /** As {@link #write(Slice, ValueType)}, for a command that replies with what the key held. */
  public Write writeCounted(Slice key, ValueType<?, ?> type) {
    Write write = write(key, type);
    services.keyspace().counted(write);
    return write;
  }

  /** The value under {@link #entry}, which is of this type. */
  public <V extends Value> V view(ValueType<V, ?> type) {
    return views.of(type, entry, nowMillis());
  }

  /**
   * The command is over.
   *
   * @throws IllegalStateException it has left a write open
   */
  void end() {
    if (!writes.end()) {
      throw new IllegalStateException("write: left open, command=" + command());
    }
  }

  /** The command has ended by an error, in the middle of what it was doing. */
  void abandon() {
    boolean ignored = writes.end();
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
