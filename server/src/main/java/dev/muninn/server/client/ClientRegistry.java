package dev.muninn.server.client;

import dev.muninn.server.resp.Reply;
import dev.muninn.server.resp.ReplyPool;
import dev.muninn.server.resp.RequestLimits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The clients of one server, in the order in which they connected, and what they share. Used on the
 * main thread only.
 */
public final class ClientRegistry {
  /** Told of what becomes of clients that take too much, for the log and the statistics. */
  @FunctionalInterface
  public interface Listener {
    /** The client is about to be closed because it does not take its replies. */
    void outputLimitExceeded(Client client);

    /** The client is about to be closed because all of them hold too much memory. */
    default void evicted(Client client) {}

    /** The clients hold too much memory, and no further one may be closed for it. */
    default void noneToEvict() {}

    /** A client's reply buffer has become smaller or larger. */
    default void replyBufferResized(boolean larger) {}
  }

  private final ReplyPool replyPool;
  private final RequestLimits requestLimits;
  private final OutputLimits outputLimits;
  private final Reply.ErrorListener errorListener;
  private final Listener listener;
  private final LinkedHashMap<Long, Client> clients = new LinkedHashMap<>();
  private final Armed armed = new Armed();
  private final ClientPause pause = new ClientPause(armed);
  private final Blocked blocked = new Blocked();
  private final ClientMemory memory = new ClientMemory(this);
  private final ReplyBufferSizing replyBuffers = new ReplyBufferSizing();
  private long nextId = 1;
  private long nowMillis;
  private boolean passwordRequired;
  private boolean hidesUserData;

  /** A registry without clients. */
  public ClientRegistry(
      ReplyPool replyPool,
      RequestLimits requestLimits,
      OutputLimits outputLimits,
      Reply.ErrorListener errorListener,
      Listener listener) {
    this.replyPool = replyPool;
    this.requestLimits = requestLimits;
    this.outputLimits = outputLimits;
    this.errorListener = errorListener;
    this.listener = listener;
  }

  /** Registers a new client. */
  public Client connect(ClientLink link, long nowMillis) {
    this.nowMillis = nowMillis;
    Client client = new Client(nextId++, this, link, nowMillis);
    clients.put(client.id(), client);
    return client;
  }

  /** The connection is gone: forgets the client and frees what it had pending. */
  public void disconnect(Client client) {
    clients.remove(client.id());
    memory.remove(client);
    blocked.forget(client);
    client.args().clear();
    client.output().close();
  }

  /** The client of that number, null when there is none (any more). */
  public @Nullable Client byId(long id) {
    return clients.get(id);
  }

  /** Number of clients. */
  public int count() {
    return clients.size();
  }

  /** A copy of the list, in the order of connecting; safe against clients that go. */
  public List<Client> list() {
    return new ArrayList<>(clients.values());
  }

  /** Number of clients that have any of the flags. */
  public int countWith(int anyFlag) {
    int n = 0;
    for (Client client : clients.values()) {
      n += client.has(anyFlag) ? 1 : 0;
    }
    return n;
  }

  /**
   * The text of CLIENT LIST.
   *
   * @param type only clients of this type, null for all
   */
  public String listText(@Nullable ClientType type, long nowMillis) {
    StringBuilder out = new StringBuilder(420 * clients.size());
    for (Client client : clients.values()) {
      if (type == null || client.type() == type) {
        ClientInfo.append(out, client, nowMillis).append('\n');
      }
    }
    return out.toString();
  }

  /** The wall clock of this turn of the loop, in ms. */
  public long nowMillis() {
    return nowMillis;
  }

  /** Sets the wall clock, once per turn of the loop. */
  public void nowMillis(long now) {
    nowMillis = now;
  }

  /** Whether new clients have to authenticate: the default user has a password. */
  public boolean passwordRequired() {
    return passwordRequired;
  }

  /** Sets whether new clients have to authenticate; those that have connected are not affected. */
  public void passwordRequired(boolean required) {
    passwordRequired = required;
  }

  /** The pauses in force. */
  public ClientPause pause() {
    return pause;
  }

  /** The clients that wait. */
  public Blocked blocked() {
    return blocked;
  }

  /** What the clients hold together, and its limit. */
  public ClientMemory memory() {
    return memory;
  }

  /** How large reply buffers are. */
  public ReplyBufferSizing replyBuffers() {
    return replyBuffers;
  }

  /** The gates that are to be asked whoever the client is. */
  public Armed armed() {
    return armed;
  }

  /** Whether what users sent is kept out of the log. */
  public boolean hidesUserData() {
    return hidesUserData;
  }

  /** Sets whether what users sent is kept out of the log. */
  public void hidesUserData(boolean hides) {
    hidesUserData = hides;
  }

  /** What requests may cost. */
  public RequestLimits requestLimits() {
    return requestLimits;
  }

  /** What may be pending. */
  public OutputLimits outputLimits() {
    return outputLimits;
  }

  /** Where reply chunks come from. */
  public ReplyPool replyPool() {
    return replyPool;
  }

  Reply.ErrorListener errorListener() {
    return errorListener;
  }

  Listener listener() {
    return listener;
  }
}
