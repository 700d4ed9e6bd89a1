package dev.muninn.server.pubsub;

import dev.muninn.server.bytes.Buffer;
import dev.muninn.server.bytes.Glob;
import dev.muninn.server.bytes.Slice;
import dev.muninn.server.client.Client;
import dev.muninn.server.client.ClientFlag;
import dev.muninn.server.client.GatePlace;
import dev.muninn.server.command.Part;
import dev.muninn.server.resp.Reply;
import dev.muninn.server.store.Memory;
import java.util.Arrays;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who has subscribed to what in one server. Messages go into the subscribers' output at once; the
 * server's loop sends them with all other replies. Main thread only.
 */
public final class PubSub implements Part {
  private final Memory memory;
  private final Topics channels;
  private final Topics patterns;
  private final Topics shardChannels;
  private final IdentityHashMap<Client, Subscriber> byClient = new IdentityHashMap<>();
  private final BitSet taken = new BitSet();
  private @Nullable Subscriber[] byNumber = new @Nullable Subscriber[8];
  private final Glob glob = new Glob();

  /** Nobody has subscribed yet. */
  public PubSub(Memory memory) {
    this.memory = memory;
    channels = new Topics(memory);
    patterns = new Topics(memory);
    shardChannels = new Topics(memory);
  }

  /** Subscribes a client to a name and tells it so. */
  public void subscribe(Client client, Kind kind, Slice name) {
    Subscriber subscriber = subscriber(client);
    if (subscriber.add(kind, name)) {
      topics(kind).add(name, subscriber.number);
    }
    client.set(ClientFlag.PUBSUB);
    client.armed().set(GatePlace.SUBSCRIBED, true);
    confirm(client, kind, kind.subscribe, name);
  }

  /** Ends a client's subscription to a name, if it has one, and tells it so. */
  public void unsubscribe(Client client, Kind kind, Slice name) {
    Subscriber subscriber = byClient.get(client);
    if (subscriber != null && subscriber.remove(kind, name)) {
      topics(kind).remove(name, subscriber.number);
    }
    confirm(client, kind, kind.unsubscribe, name);
    forgetIfIdle(client);
  }

  /** Ends all subscriptions of a kind, telling each; tells once where there is none. */
  public void unsubscribeAll(Client client, Kind kind) {
    Subscriber subscriber = byClient.get(client);
    if (subscriber == null || subscriber.count(kind) == 0) {
      confirm(client, kind, kind.unsubscribe, null);
      return;
    }
    removeAll(subscriber, kind, true);
    forgetIfIdle(client);
  }

  /** Ends all subscriptions and tells nothing: the client is gone, or reset. */
  @Override
  public void disconnected(Client client) {
    Subscriber subscriber = byClient.get(client);
    if (subscriber != null) {
      for (Kind kind : Kind.values()) {
        removeAll(subscriber, kind, false);
      }
      forgetIfIdle(client);
    }
  }

  private void removeAll(Subscriber subscriber, Kind kind, boolean telling) {
    Slice key = new Slice();
    Slice name = new Slice();
    try (Buffer copy = new Buffer(memory, 64)) {
      while (subscriber.any(kind, key)) {
        copy.clear();
        copy.put(key);
        Slice ignored = copy.slice(0, copy.readable(), name);
        topics(kind).remove(name, subscriber.number);
        boolean removed = subscriber.remove(kind, name);
        if (telling && removed) {
          confirm(subscriber.client, kind, kind.unsubscribe, name);
        }
      }
    }
  }

  private void forgetIfIdle(Client client) {
    Subscriber subscriber = byClient.get(client);
    if (subscriber == null || subscriber.isEmpty()) {
      client.clear(ClientFlag.PUBSUB);
      client.armed().set(GatePlace.SUBSCRIBED, false);
      if (subscriber != null) {
        byClient.remove(client);
        byNumber[subscriber.number] = null;
        taken.clear(subscriber.number);
        subscriber.close();
      }
    }
  }

  private Subscriber subscriber(Client client) {
    Subscriber known = byClient.get(client);
    if (known != null) {
      return known;
    }
    int number = taken.nextClearBit(0);
    if (number == byNumber.length) {
      byNumber = Arrays.copyOf(byNumber, 2 * number);
    }
    Subscriber made = new Subscriber(memory, client, number);
    taken.set(number);
    byNumber[number] = made;
    byClient.put(client, made);
    return made;
  }

  private static void confirm(Client client, Kind kind, byte[] word, @Nullable Slice name) {
    Reply reply = client.reply();
    reply.beginPushReply();
    reply.push(3);
    reply.bulk(word);
    if (name == null) {
      reply.nullValue();
    } else {
      reply.bulk(name);
    }
    reply.integer(
        kind == Kind.SHARD_CHANNEL
            ? client.counts().shardChannels
            : client.counts().channels + client.counts().patterns);
    reply.endPush();
  }

  /** Whether a message on a channel could reach anybody. */
  boolean hasListeners() {
    return channels.size() > 0 || patterns.size() > 0;
  }

  /**
   * Sends a message to the subscribers of a channel, and of the patterns that it matches.
   *
   * @return how often the message was sent
   */
  public int publish(Slice channel, Slice message) {
    int receivers = send(channels, Kind.CHANNEL, channel, channel, message);
    if (patterns.size() > 0) {
      int[] sent = {0};
      patterns.forEach(
          pattern -> {
            if (glob.set(pattern, false).matches(channel)) {
              sent[0] += send(patterns, Kind.PATTERN, pattern, channel, message);
            }
          });
      receivers += sent[0];
    }
    return receivers;
  }

  /** As {@link #publish}, to the subscribers of a shard channel. */
  public int publishToShard(Slice channel, Slice message) {
    return send(shardChannels, Kind.SHARD_CHANNEL, channel, channel, message);
  }

  private int send(Topics topics, Kind kind, Slice name, Slice channel, Slice message) {
    int count = topics.find(name);
    for (int i = 0; i < count; i++) {
      Subscriber subscriber = byNumber[topics.number(i)];
      if (subscriber == null) {
        throw new IllegalStateException("publish: number=" + topics.number(i));
      }
      Reply reply = subscriber.client.reply();
      reply.beginPush();
      reply.push(kind == Kind.PATTERN ? 4 : 3);
      reply.bulk(kind.message);
      if (kind == Kind.PATTERN) {
        reply.bulk(name);
      }
      reply.bulk(channel);
      reply.bulk(message);
      reply.endPush();
    }
    return count;
  }

  /** Number of channels, patterns or shard channels that have subscribers. */
  public long count(Kind kind) {
    return topics(kind).size();
  }

  /** Number of subscribers of a channel or shard channel. */
  public int subscribers(Kind kind, Slice name) {
    return topics(kind).count(name);
  }

  /** Gives every channel, pattern or shard channel that has subscribers. */
  public void forEach(Kind kind, Consumer<Slice> consumer) {
    topics(kind).forEach(consumer);
  }

  private Topics topics(Kind kind) {
    return switch (kind) {
      case CHANNEL -> channels;
      case PATTERN -> patterns;
      case SHARD_CHANNEL -> shardChannels;
    };
  }

  @Override
  public void close() {
    for (Subscriber subscriber : byClient.values()) {
      subscriber.close();
    }
    byClient.clear();
    channels.close();
    patterns.close();
    shardChannels.close();
  }
}
