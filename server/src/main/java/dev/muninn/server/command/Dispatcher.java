package dev.muninn.server.command;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.client.Armed;
import dev.muninn.server.client.Blocked;
import dev.muninn.server.client.Client;
import dev.muninn.server.client.ClientFlag;
import dev.muninn.server.client.ClientRegistry;
import dev.muninn.server.client.GatePlace;
import dev.muninn.server.client.Waiting;
import dev.muninn.server.clock.CachedClock;
import dev.muninn.server.keyspace.Keyspace;
import dev.muninn.server.resp.Args;
import dev.muninn.server.resp.RespError;
import dev.muninn.server.store.Memory;
import dev.muninn.server.store.OutOfStoreMemoryException;
import dev.muninn.server.structure.EntryTable;
import org.jspecify.annotations.Nullable;

/** The way of a request: look the command up, ask the gates that matter, have it called. */
public final class Dispatcher {
  /** Keys beyond which a table is no longer in the caches anyway. */
  private static final int WORTH_TOUCHING = 1 << 14;

  /** Who has a say in what a refusal means to a transaction. */
  public interface Refusals {
    /**
     * A request of a client within MULTI was refused.
     *
     * @param spec null: there is no such command
     * @return what the client is told
     */
    RespError refused(Client client, @Nullable CommandSpec spec, RespError error);
  }

  private final Services services;
  private final CommandTable commands;
  private final Keyspace keyspace;
  private final ClientRegistry clients;
  private final Armed armed;
  private final CachedClock clock;
  private final CallObserver observer;
  private final Calls calls;
  private final Gates gates;
  private Refusals refusals = (client, spec, error) -> error;
  private long[] hashes = new long[16];

  @SuppressWarnings("UnusedVariable") // written so that the loads it sums are not optimised away
  private long touched;

  /**
   * @param services what commands see
   * @param observer told of what goes wrong
   */
  public Dispatcher(Services services, CallObserver observer) {
    this.services = services;
    this.commands = services.commands();
    this.keyspace = services.keyspace();
    this.clients = services.clients();
    this.armed = clients.armed();
    this.clock = services.clock();
    this.observer = observer;
    this.calls = new Calls(services, observer);
    this.gates = new Gates(commands);
    Memory memory = keyspace.memory();
    gates.add(new ProtectedGate(services.config()));
    gates.add(new AuthenticationGate());
    gates.add(new MemoryGate(services.config(), memory, armed));
    gates.add(new PauseGate(GatePlace.PAUSE_ALL, clients, memory, this::handle));
    gates.add(new PauseGate(GatePlace.PAUSE_WRITES, clients, memory, this::handle));
    armed.set(GatePlace.PROTECTED, true);
  }

  /** Where the gates of other owners are put up. */
  public Gates gates() {
    return gates;
  }

  /** Sets who is told of refusals within MULTI. */
  public void onRefusal(Refusals owner) {
    refusals = owner;
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
    Context frame = calls.request(client, spec);
    int asked = spec.gates() & (armed.bits() | client.armed().bits());
    if (asked == 0 || passes(frame, asked)) {
      calls.run(frame);
    }
  }

  private boolean passes(Context frame, int asked) {
    CommandSpec spec = frame.command();
    Client client = frame.client();
    // What runs the queued commands is asked what any of them would be.
    int queued = spec.runsQueued() ? client.counts().queuedGates : 0;
    Verdict verdict;
    try {
      verdict = gates.ask(frame, asked | (queued & armed.bits()));
    } catch (OutOfStoreMemoryException e) {
      verdict = Verdict.refused(RespError.OUT_OF_MEMORY);
    }
    RespError error = verdict.error();
    if (error != null) {
      reject(client, spec, error);
    }
    return verdict == Verdict.RUN;
  }

  /** A socket was read: the next command's time starts afresh. */
  public void batch() {
    calls.recorder().batch();
  }

  /** Microseconds spent in commands since the last call of this. */
  public long takeTurnMicros() {
    return calls.recorder().takeTurnMicros();
  }

  /**
   * Lets those clients go on that have waited long enough: CLIENT PAUSE is over, their time is.
   * Called every turn of the loop.
   */
  public void releaseBlocked() {
    if (sleepMillis() == 0) {
      batch();
      clients.blocked().timeouts(clock.millis());
      if (!clients.pause().isActive(clock.millis())) {
        clients.blocked().ready(Waiting.Reason.PAUSE);
      }
    }
  }

  /** Milliseconds until {@link #releaseBlocked} will have something to do, as far as is known. */
  public long sleepMillis() {
    Blocked blocked = clients.blocked();
    long until = blocked.nextDeadline();
    if (blocked.count(Waiting.Reason.PAUSE) > 0) {
      until = Math.min(until, clients.pause().endMillis());
    }
    return until == Waiting.NEVER ? until : Math.max(0, until - clock.millis());
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

  private void reject(Client client, @Nullable CommandSpec spec, RespError error) {
    if (spec != null) {
      services.stats().commands.rejected(spec.id());
    }
    boolean ofTransaction = client.has(ClientFlag.MULTI) || (spec != null && spec.runsQueued());
    client.reply().error(ofTransaction ? refusals.refused(client, spec, error) : error);
  }
}
