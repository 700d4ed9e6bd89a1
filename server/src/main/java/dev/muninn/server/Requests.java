package dev.muninn.server;

import dev.muninn.server.client.Client;
import dev.muninn.server.clock.CachedClock;
import dev.muninn.server.command.Dispatcher;
import dev.muninn.server.command.Parts;
import dev.muninn.server.events.ConnectionEvents;
import dev.muninn.server.events.ConnectionEventsTracepoints;
import dev.muninn.server.net.RequestHandler;
import dev.muninn.server.resp.Args;

/** Hands requests from the connections to the dispatcher, and fires the events of connections. */
final class Requests implements RequestHandler {
  private static final ConnectionEvents EVENTS = ConnectionEventsTracepoints.INSTANCE;

  private final Dispatcher dispatcher;
  private final CachedClock clock;
  private final Parts parts;
  private int clients;

  Requests(Dispatcher dispatcher, CachedClock clock, Parts parts) {
    this.parts = parts;
    this.dispatcher = dispatcher;
    this.clock = clock;
  }

  @Override
  public void handle(Client client) {
    dispatcher.handle(client);
  }

  @Override
  public void batch() {
    dispatcher.batch();
  }

  @Override
  public void expect(Client client, Args[] requests, int count) {
    dispatcher.expect(client, requests, count);
  }

  @Override
  public void connected(Client client) {
    clients++;
    if (EVENTS.connectionAcceptEnabled()) {
      EVENTS.connectionAccept(client.id(), client.address(), clients);
    }
  }

  @Override
  public void outputPending(Client client) {
    if (EVENTS.outputPendingEnabled()) {
      EVENTS.outputPending(client.id(), client.address(), client.output().size());
    }
  }

  @Override
  public void disconnected(Client client) {
    clients--;
    parts.disconnected(client);
    if (EVENTS.connectionCloseEnabled()) {
      long micros = (clock.millis() - client.createdMillis()) * 1000;
      EVENTS.connectionClose(client.id(), client.address(), Math.max(0, micros));
    }
  }
}
