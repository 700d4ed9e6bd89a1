package dev.muninn.server.command;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.client.Client;
import dev.muninn.server.client.ClientFlag;
import dev.muninn.server.clock.CachedClock;
import dev.muninn.server.config.Config;
import dev.muninn.server.config.ProtectedAction;
import dev.muninn.server.keyspace.Keyspace;
import dev.muninn.server.resp.Args;
import dev.muninn.server.resp.ErrorReply;
import dev.muninn.server.resp.Reply;
import dev.muninn.server.resp.RespError;
import dev.muninn.server.store.OutOfStoreMemoryException;
import dev.muninn.server.structure.EntryTable;
import org.jspecify.annotations.Nullable;

/**
 * The way of a request: look the command up, check that it may run, call it. The one place where a
 * command runs.
 */
public final class Dispatcher {
  /** Keys beyond which a table is no longer in the caches anyway. */
  private static final int WORTH_TOUCHING = 1 << 14;

  private final Context context;
  private final CommandTable commands;
  private final Config config;
  private final Keyspace keyspace;
  private final CachedClock clock;
  private final CallObserver observer;
  private final Monitors monitors;
  private final CallRecorder recorder;
  private final PostponedRequests postponed;
  private long[] hashes = new long[16];

  @SuppressWarnings("UnusedVariable") // written so that the loads it sums are not optimised away
  private long touched;

  /**
   * @param context what commands see
   * @param observer told of what goes wrong
   */
  public Dispatcher(Context context, CallObserver observer) {
    this.context = context;
    this.commands = context.commands();
    this.config = context.config();
    this.keyspace = context.keyspace();
    this.clock = context.clock();
    this.observer = observer;
    this.monitors = context.services().monitors();
    this.recorder = new CallRecorder(context.services());
    this.postponed = new PostponedRequests(keyspace.memory());
  }

  /**
   * Loads what pipelined requests will look up into the processor's caches, all of it at once: the
   * misses overlap, where one look-up after the other would wait for each. The first argument is
   * taken for the key; where it is none, nothing is lost.
   *
   * @param count how many of {@code requests} there are
   */
  public void expect(Client client, Args[] requests, int count) {
    EntryTable table = keyspace.database(client.db()).table();
    if (table.size() < WORTH_TOUCHING) {
      return;
    }
    if (hashes.length < count) {
      hashes = new long[count];
    }
    for (int i = 0; i < count; i++) {
      Args request = requests[i];
      hashes[i] = request.count() > 1 ? table.touchBucket(request.get(1)) : 0;
    }
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += table.touchEntry(hashes[i]);
    }
    touched = sum;
  }

  /** Runs the request in the client's arguments. */
  public void handle(Client client) {
    Args args = client.args();
    Slice name = args.get(0);
    Slice second = args.count() > 1 ? args.get(1) : null;
    CommandSpec spec = commands.find(name, second);
    if (spec == null) {
      rejectUnknown(client, name, args);
      return;
    }
    if (!spec.accepts(args.count())) {
      reject(client, spec, RespError.wrongArity(spec.name()));
      return;
    }
    if (client.authRequired() && !spec.has(Flag.NO_AUTH)) {
      reject(client, spec, RespError.NO_AUTH);
      return;
    }
    if (spec.has(Flag.PROTECTED) && !isAllowed(spec, client)) {
      reject(client, spec, protectedCommand(spec));
      return;
    }
    if (config.maxmemory != 0
        && spec.has(Flag.DENYOOM)
        && keyspace.memory().used() > config.maxmemory) {
      reject(client, spec, RespError.OUT_OF_MEMORY);
      return;
    }
    if (context.clients().pause().isActive(context.nowMillis()) && mustWait(spec)) {
      postponed.add(client);
      return;
    }
    call(client, spec);
  }

  private void call(Client client, CommandSpec spec) {
    context.begin(client, spec);
    client.running(spec.name());
    keyspace.touching(!client.has(ClientFlag.NO_TOUCH) || spec.name().equals("touch"));
    Reply reply = client.reply();
    long errors = reply.errorCount();
    long start = reply.position();
    int db = client.db();
    recorder.before(client, spec);
    clock.freeze();
    try {
      GeneratedCommands.dispatch(spec.id(), context);
      context.end();
    } catch (ErrorReply e) {
      context.abandon();
      reply.rollBack(start);
      reply.error(e.error());
    } catch (OutOfStoreMemoryException e) {
      context.abandon();
      reply.rollBack(start);
      reply.error(RespError.OUT_OF_MEMORY);
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      context.abandon();
      reply.rollBack(start);
      reply.error(RespError.err("internal error: command=" + spec.name()));
      observer.failed(client, spec, e);
    } finally {
      clock.thaw();
    }
    recorder.after(client, spec, reply.errorCount() != errors);
    if (!monitors.isEmpty()) {
      monitors.show(spec, db, client, client.args());
    }
  }

  /** A socket was read: the next command's time starts afresh. */
  public void batch() {
    recorder.batch();
  }

  /** Microseconds spent in commands since the last call of this. */
  public long takeTurnMicros() {
    return recorder.takeTurnMicros();
  }

  /** Runs requests that CLIENT PAUSE held back, once it is over; called every turn of the loop. */
  public void resumePostponed() {
    if (!postponed.isEmpty() && !context.clients().pause().isActive(context.nowMillis())) {
      recorder.batch();
      postponed.resume(this::handle);
    }
  }

  /** The client is gone; forgets what it had postponed. */
  public void forget(Client client) {
    postponed.remove(client);
    context.control().laterReplies().forget(client);
    context.services().pubSub().forget(client);
    monitors.remove(client);
  }

  private boolean mustWait(CommandSpec spec) {
    boolean mayWrite = spec.has(Flag.WRITE) || spec.has(Flag.MAY_REPLICATE);
    return context.clients().pause().holds(mayWrite, context.nowMillis())
        && !spec.has(Flag.NO_AUTH);
  }

  private void rejectUnknown(Client client, Slice name, Args args) {
    if (name.equalsIgnoreCase("host:") || name.equalsIgnoreCase("post")) {
      // A browser was made to speak to us by a hostile page: nothing of it may run.
      observer.crossProtocol(client);
      client.closeAsap();
      return;
    }
    CommandSpec container = commands.find(name);
    reject(
        client,
        null,
        container == null ? RespError.unknownCommand(args) : RespError.unknownSubcommand(args));
  }

  private boolean isAllowed(CommandSpec spec, Client client) {
    CommandSpec top = spec.container() == null ? spec : spec.container();
    ProtectedAction action =
        top.name().equals("debug") ? config.enableDebugCommand : config.enableModuleCommand;
    return action.allows(client.isLocal());
  }

  private static RespError protectedCommand(CommandSpec spec) {
    CommandSpec top = spec.container() == null ? spec : spec.container();
    boolean debug = top.name().equals("debug");
    return RespError.err(
        (debug ? "DEBUG" : "MODULE")
            + " command not allowed. If the "
            + (debug ? "enable-debug-command" : "enable-module-command")
            + " option is set to \"local\", you can run it from a local connection, otherwise you"
            + " need to set this option in the configuration file, and then restart the server.");
  }

  private void reject(Client client, @Nullable CommandSpec spec, RespError error) {
    if (spec != null) {
      context.services().stats().commands.rejected(spec.id());
    }
    client.reply().error(error);
  }
}
