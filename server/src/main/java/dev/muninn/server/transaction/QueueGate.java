package dev.muninn.server.transaction;

import dev.muninn.server.client.GatePlace;
import dev.muninn.server.command.CommandSpec;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Gate;
import dev.muninn.server.command.Verdict;
import dev.muninn.server.events.ConnectionEvents;
import dev.muninn.server.events.ConnectionEventsTracepoints;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Queues the requests of a client within MULTI. */
final class QueueGate implements Gate {
  private static final ConnectionEvents EVENTS = ConnectionEventsTracepoints.INSTANCE;
  private static final byte[] QUEUED = "QUEUED".getBytes(StandardCharsets.US_ASCII);

  /** What runs at once within MULTI as well. */
  private static final Set<String> AT_ONCE = Set.of("exec", "discard", "quit", "reset");

  private final Transactions transactions;

  QueueGate(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public GatePlace place() {
    return GatePlace.QUEUE;
  }

  /** EXEC too, so that it is asked what its commands would be. */
  @Override
  public boolean concerns(CommandSpec spec) {
    return spec.runsQueued() || !AT_ONCE.contains(spec.name());
  }

  @Override
  public Verdict check(Context c) {
    if (c.command().runsQueued()) {
      return Verdict.RUN;
    }
    transactions.queue(c);
    if (EVENTS.commandQueuedEnabled()) {
      EVENTS.commandQueued(
          c.client().id(), c.client().address(), c.command().name(), c.client().counts().queued);
    }
    c.reply().status(QUEUED);
    return Verdict.QUEUED;
  }
}
