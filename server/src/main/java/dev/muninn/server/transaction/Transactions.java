package dev.muninn.server.transaction;

import dev.muninn.server.bytes.OwnedArgs;
import dev.muninn.server.client.Client;
import dev.muninn.server.client.ClientCounts;
import dev.muninn.server.client.ClientFlag;
import dev.muninn.server.client.ClientRegistry;
import dev.muninn.server.client.GatePlace;
import dev.muninn.server.clock.CachedClock;
import dev.muninn.server.command.CallMode;
import dev.muninn.server.command.CommandSpec;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Dispatcher;
import dev.muninn.server.command.Gates;
import dev.muninn.server.command.Part;
import dev.muninn.server.keyspace.Keyspace;
import dev.muninn.server.resp.RespError;
import dev.muninn.server.store.Memory;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/** The transactions of all clients: begun, filled, ended; and who watches what. */
public final class Transactions implements Part, Dispatcher.Refusals {
  private final Memory memory;
  private final Watches watches;
  private final IdentityHashMap<Client, Transaction> open = new IdentityHashMap<>();

  /** None yet. */
  public Transactions(Keyspace keyspace, ClientRegistry clients, CachedClock clock) {
    memory = keyspace.memory();
    watches = new Watches(keyspace, clients, clock, this::touched);
  }

  /** Puts up the gates of transactions. */
  public void guard(Gates gates) {
    gates.add(new AllowedGate());
    gates.add(new QueueGate(this));
  }

  private Transaction of(Client client) {
    return open.computeIfAbsent(client, c -> new Transaction(memory));
  }

  /** MULTI: requests are queued from now on. */
  public void begin(Client client) {
    client.set(ClientFlag.MULTI);
    client.armed().set(GatePlace.TRANSACTION, true);
    client.armed().set(GatePlace.QUEUE, true);
  }

  /** Keeps a copy of a request, unless it is known already that it will never run. */
  void queue(Context c) {
    Client client = c.client();
    if (client.has(ClientFlag.DIRTY_CAS | ClientFlag.DIRTY_EXEC)) {
      return;
    }
    Transaction mine = of(client);
    mine.queue.add(c.args(), c.command().id());
    ClientCounts counts = client.counts();
    counts.queued = mine.queue.size();
    counts.queuedBytes = mine.queue.bytes();
    counts.queuedGates |= c.command().gates();
  }

  /** EXEC of a client within MULTI: runs what it has queued, or replies why it does not. */
  public void execute(Context c) {
    Client client = c.client();
    Transaction mine = of(client);
    try {
      if (watches.isOver(mine)) {
        client.set(ClientFlag.DIRTY_CAS);
      }
      if (client.has(ClientFlag.DIRTY_EXEC)) {
        c.error(RespError.EXEC_ABORT);
      } else if (client.has(ClientFlag.DIRTY_CAS)) {
        c.reply().nullArray();
      } else {
        watches.forget(client, mine);
        run(c, mine);
      }
    } finally {
      discard(client);
    }
  }

  private static void run(Context c, Transaction mine) {
    c.reply().array(mine.queue.size());
    OwnedArgs request = new OwnedArgs();
    for (boolean more = mine.queue.first(request); more; more = mine.queue.next(request)) {
      c.calls().call(request, c.reply(), c.actor(), CallMode.NO_WAITING);
    }
  }

  /** Ends the client's transaction, without running anything, and all its watching. */
  public void discard(Client client) {
    client.clear(ClientFlag.MULTI | ClientFlag.DIRTY_CAS | ClientFlag.DIRTY_EXEC);
    client.armed().set(GatePlace.TRANSACTION, false);
    client.armed().set(GatePlace.QUEUE, false);
    Transaction mine = open.remove(client);
    if (mine != null) {
      emptyQueue(client, mine);
      watches.forget(client, mine);
    }
  }

  /** WATCH of one key of the selected database. */
  public void watch(Context c, int argument) {
    watches.add(c.client(), of(c.client()), c.db(), c.arg(argument), c.nowMillis());
  }

  /** UNWATCH: as if the client had never watched anything. */
  public void unwatch(Client client) {
    Transaction mine = open.get(client);
    if (mine != null) {
      watches.forget(client, mine);
    }
    client.clear(ClientFlag.DIRTY_CAS);
  }

  /** A watched key was changed: the transaction will not run, so nothing is kept for it. */
  private void touched(Client client) {
    client.set(ClientFlag.DIRTY_CAS);
    Transaction mine = open.get(client);
    if (mine != null) {
      emptyQueue(client, mine);
      watches.forget(client, mine);
    }
  }

  /** A refusal ends the hopes of the transaction it was meant for. */
  @Override
  public RespError refused(Client client, @Nullable CommandSpec spec, RespError error) {
    if (spec != null && spec.runsQueued()) {
      discard(client);
      return RespError.execAborted(error);
    }
    client.set(ClientFlag.DIRTY_EXEC);
    Transaction mine = open.get(client);
    if (mine != null) {
      emptyQueue(client, mine);
    }
    return error;
  }

  private static void emptyQueue(Client client, Transaction mine) {
    mine.queue.close();
    ClientCounts counts = client.counts();
    counts.queued = 0;
    counts.queuedBytes = 0;
    counts.queuedGates = 0;
  }

  @Override
  public void disconnected(Client client) {
    discard(client);
  }

  @Override
  public void close() {
    for (Transaction transaction : open.values()) {
      transaction.queue.close();
    }
    open.clear();
    watches.close();
  }
}
