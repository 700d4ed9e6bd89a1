package dev.muninn.server.client;

import dev.muninn.server.resp.RespError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The clients that wait, each for one thing: the end of a pause, a reply that another thread
 * prepares. The one place that sets {@link ClientFlag#BLOCKED}, keeps the time and lets go: a
 * client that is let go is always told, accounted for, and its further requests run.
 */
@SuppressWarnings("EnumOrdinal") // an index of counters
public final class Blocked {
  private final LinkedHashMap<Client, Waiting> waiting = new LinkedHashMap<>();

  /** By deadline, then by client. */
  private final TreeMap<Timer, Client> timers = new TreeMap<>();

  private final int[] byReason = new int[Waiting.Reason.values().length];

  private record Timer(long deadline, long clientId) implements Comparable<Timer> {
    @Override
    public int compareTo(Timer other) {
      int byTime = Long.compare(deadline, other.deadline);
      return byTime != 0 ? byTime : Long.compare(clientId, other.clientId);
    }
  }

  Blocked() {}

  /**
   * The client waits from now on: it is handed no further request.
   *
   * @throws IllegalStateException it waits already
   */
  public void block(Client client, Waiting what) {
    if (waiting.putIfAbsent(client, what) != null) {
      throw new IllegalStateException("client blocked twice: id=" + client.id());
    }
    client.set(ClientFlag.BLOCKED);
    byReason[what.why().ordinal()]++;
    client.counts().waitingBytes = what.bytes();
    if (what.deadline() != Waiting.NEVER) {
      timers.put(new Timer(what.deadline(), client.id()), client);
    }
  }

  /** What the client waits for; null: it does not. */
  public @Nullable Waiting of(Client client) {
    return waiting.get(client);
  }

  /** What the client waits for is there: it goes on. */
  public void ready(Client client) {
    Waiting what = release(client);
    if (what != null) {
      goOn(client, what, () -> what.ready(client));
    }
  }

  /** Those who wait for one kind of thing are let go, in the order in which they came. */
  public void ready(Waiting.Reason why) {
    for (Client client : clients(why)) {
      ready(client);
    }
  }

  /** Lets go whose time is over. */
  public void timeouts(long nowMillis) {
    while (!timers.isEmpty() && timers.firstKey().deadline <= nowMillis) {
      timeOut(timers.firstEntry().getValue());
    }
  }

  private void timeOut(Client client) {
    Waiting what = release(client);
    if (what != null) {
      goOn(client, what, () -> what.timeout(client, client.reply()));
    }
  }

  /** What fails here costs this client its connection, and nobody else anything. */
  private static void goOn(Client client, Waiting what, Runnable reply) {
    try {
      reply.run();
    } catch (RuntimeException | OutOfMemoryError e) {
      client.closeAsap();
    } finally {
      what.end();
      client.link().resumeInput();
    }
  }

  /**
   * CLIENT UNBLOCK.
   *
   * @param withError it is told so, in place of what it is told when its time is over
   * @return whether the client waited for something that may be cut short
   */
  public boolean unblock(Client client, boolean withError) {
    Waiting what = waiting.get(client);
    if (what == null || !what.mayTimeOut()) {
      return false;
    }
    if (withError) {
      release(client);
      what.end();
      client.reply().error(RespError.UNBLOCKED);
      client.link().resumeInput();
    } else {
      timeOut(client);
    }
    return true;
  }

  /** The client is gone. */
  void forget(Client client) {
    Waiting what = release(client);
    if (what != null) {
      what.end();
    }
  }

  private @Nullable Waiting release(Client client) {
    Waiting what = waiting.remove(client);
    if (what != null) {
      client.clear(ClientFlag.BLOCKED);
      byReason[what.why().ordinal()]--;
      client.counts().waitingBytes = 0;
      if (what.deadline() != Waiting.NEVER) {
        timers.remove(new Timer(what.deadline(), client.id()));
      }
    }
    return what;
  }

  /** Number of clients that wait. */
  public int count() {
    return waiting.size();
  }

  /** Number of clients that wait for so long and no longer. */
  public int timed() {
    return timers.size();
  }

  /** Number of clients that wait for one kind of thing. */
  public int count(Waiting.Reason why) {
    return byReason[why.ordinal()];
  }

  /** When the next one's time is over, milliseconds since the epoch; {@link Waiting#NEVER}. */
  public long nextDeadline() {
    return timers.isEmpty() ? Waiting.NEVER : timers.firstKey().deadline;
  }

  private List<Client> clients(Waiting.Reason why) {
    List<Client> found = new ArrayList<>();
    for (Map.Entry<Client, Waiting> entry : waiting.entrySet()) {
      if (entry.getValue().why() == why) {
        found.add(entry.getKey());
      }
    }
    return found;
  }
}
