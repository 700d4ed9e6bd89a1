package dev.muninn.server;

import dev.muninn.server.client.ClientRegistry;
import dev.muninn.server.client.ClientType;
import dev.muninn.server.client.OutputLimits;
import dev.muninn.server.command.Services;
import dev.muninn.server.config.Config;
import dev.muninn.server.config.ConfigException;
import dev.muninn.server.config.ConfigListener;
import dev.muninn.server.config.OutputBufferLimit;
import dev.muninn.server.keyspace.Keyspace;
import dev.muninn.server.net.Network;
import dev.muninn.server.pubsub.KeyspaceNotifications;
import dev.muninn.server.resp.RequestLimits;
import java.io.IOException;

/**
 * Makes directives true in the parts that hold a copy of their values, at start and after CONFIG
 * SET.
 */
record DirectiveListeners(
    Config config,
    Network network,
    Keyspace keyspace,
    KeyspaceNotifications notifications,
    ClientRegistry clients,
    RequestLimits requestLimits,
    OutputLimits outputLimits,
    Services services) {

  void register() {
    on(
        this::applyLimits,
        "proto-max-bulk-len",
        "client-query-buffer-limit",
        "client-output-buffer-limit");
    on(this::applyClientMemory, "maxmemory-clients", "maxmemory");
    on(this::applyPassword, "requirepass");
    on(now -> clients.hidesUserData(now.hideUserDataFromLog), "hide-user-data-from-log");
    on(this::applyEncodings, "hash-max-listpack-entries", "hash-max-listpack-value");
    on(this::applyAccessClock, "maxmemory-policy", "lfu-log-factor", "lfu-decay-time");
    on(now -> keyspace.expireLazily(now.lazyfreeLazyExpire), "lazyfree-lazy-expire");
    on(now -> notifications.configure(now.notifyKeyspaceEvents), "notify-keyspace-events");
    on(now -> keyspace.evictLazily(now.lazyfreeLazyEviction), "lazyfree-lazy-eviction");
    on(now -> keyspace.overwriteLazily(now.lazyfreeLazyServerDel), "lazyfree-lazy-server-del");
    config.onChange(
        changed -> rebind(changed, "Unable to listen on this port. Check server logs."), "port");
    config.onChange(changed -> rebind(changed, "Failed to bind to specified addresses."), "bind");
    config.onChange(changed -> services.slowLog().trim(changed.slowlogMaxLen), "slowlog-max-len");
  }

  private void on(ConfigListener listener, String... names) {
    config.onChange(listener, names);
    listener.restored(config);
  }

  private void applyLimits(Config now) {
    requestLimits.maxBulk(now.protoMaxBulkLen);
    requestLimits.maxQueryBuffer(now.clientQueryBufferLimit);
    set(ClientType.NORMAL, now.outputBufferLimits.get(OutputBufferLimit.NORMAL));
    set(ClientType.REPLICA, now.outputBufferLimits.get(OutputBufferLimit.REPLICA));
    set(ClientType.PUBSUB, now.outputBufferLimits.get(OutputBufferLimit.PUBSUB));
  }

  private void set(ClientType type, OutputBufferLimit limit) {
    outputLimits.set(type, limit.hardBytes(), limit.softBytes(), limit.softSeconds());
  }

  /** A negative limit is per cent of maxmemory, and none while that has none. */
  private void applyClientMemory(Config now) {
    long limit = now.maxmemoryClients;
    if (limit < 0) {
      limit = now.maxmemory == 0 ? 0 : percent(now.maxmemory, -limit);
    }
    clients.memory().limit(limit);
  }

  /** Of an unsigned number; at least 1. */
  private static long percent(long of, long percent) {
    long whole = Long.divideUnsigned(of, 100) * percent;
    long rest = Long.remainderUnsigned(of, 100) * percent / 100;
    return whole + rest < 0 ? Long.MAX_VALUE : Math.max(1, whole + rest);
  }

  private void applyPassword(Config now) {
    clients.passwordRequired(!now.requirepass.isEmpty());
  }

  private void applyEncodings(Config now) {
    keyspace.limits().hashEntries = now.hashMaxListpackEntries;
    keyspace.limits().hashValue = now.hashMaxListpackValue;
  }

  private void applyAccessClock(Config now) {
    keyspace.access().configure(now.maxmemoryPolicy.isLfu(), now.lfuLogFactor, now.lfuDecayTime);
  }

  private void rebind(Config now, String refusal) throws ConfigException {
    try {
      network.bindTcp(now.bind, now.port);
    } catch (IOException e) {
      services.control().warn("Cannot listen: port=" + now.port + " error=" + e.getMessage());
      throw new ConfigException(refusal);
    }
  }
}
