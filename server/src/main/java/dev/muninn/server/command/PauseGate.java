package dev.muninn.server.command;

import dev.muninn.server.bytes.ArgsQueue;
import dev.muninn.server.bytes.OwnedArgs;
import dev.muninn.server.client.Client;
import dev.muninn.server.client.ClientFlag;
import dev.muninn.server.client.ClientRegistry;
import dev.muninn.server.client.GatePlace;
import dev.muninn.server.client.Waiting;
import dev.muninn.server.store.Memory;
import java.util.function.Consumer;

/**
 * CLIENT PAUSE: keeps requests until it is over. Two gates, one for a pause of all commands, one
 * for that of those which may change data; replicas are never paused.
 */
final class PauseGate implements Gate {
  private final GatePlace place;
  private final ClientRegistry clients;
  private final Memory memory;
  private final Consumer<Client> handler;

  /**
   * @param place {@link GatePlace#PAUSE_ALL} or {@link GatePlace#PAUSE_WRITES}
   * @param handler runs the request in a client's arguments
   */
  PauseGate(GatePlace place, ClientRegistry clients, Memory memory, Consumer<Client> handler) {
    this.place = place;
    this.clients = clients;
    this.memory = memory;
    this.handler = handler;
  }

  @Override
  public GatePlace place() {
    return place;
  }

  @Override
  public boolean concerns(CommandSpec spec) {
    return place == GatePlace.PAUSE_ALL || spec.has(Flag.WRITE) || spec.has(Flag.MAY_REPLICATE);
  }

  @Override
  public Verdict check(Context c) {
    Client client = c.client();
    if (!clients.pause().isActive(c.nowMillis())) {
      clients.pause().unpause();
      return Verdict.RUN;
    }
    if (client.has(ClientFlag.REPLICA)) {
      return Verdict.RUN;
    }
    ArgsQueue kept = new ArgsQueue(memory);
    kept.add(c.args(), 0);
    clients.blocked().block(client, new Held(kept));
    return Verdict.HELD;
  }

  /** A request that waits for the end of the pause. */
  private final class Held implements Waiting {
    private final ArgsQueue kept;

    Held(ArgsQueue kept) {
      this.kept = kept;
    }

    @Override
    public Reason why() {
      return Reason.PAUSE;
    }

    @Override
    public void ready(Client client) {
      OwnedArgs request = new OwnedArgs();
      if (kept.first(request)) {
        client.args().set(request);
        handler.accept(client);
        client.commandDone();
      }
    }

    @Override
    public void end() {
      kept.close();
    }

    @Override
    public long bytes() {
      return kept.bytes();
    }
  }
}
