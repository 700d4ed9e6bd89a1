package dev.muninn.server.command.connection;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.client.Client;
import dev.muninn.server.client.ClientFlag;
import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Flag;
import dev.muninn.server.resp.Reply;
import dev.muninn.server.resp.RespError;

/** PING, ECHO, SELECT, QUIT and RESET. */
public final class ConnectionCommands {
  private static final RespError SELECT_IN_CLUSTER =
      RespError.err("SELECT is not allowed in cluster mode");

  private ConnectionCommands() {}

  /** Tells that the server is alive. */
  @Command(
      syntax = "PING [message:string]",
      since = "1.0.0",
      complexity = "O(1)",
      flags = Flag.FAST,
      tips = {"request_policy:all_shards", "response_policy:all_succeeded"})
  public static void ping(Context c) {
    int count = c.argc();
    Reply reply = c.reply();
    if (count > 2) {
      c.error(RespError.wrongArity("ping"));
    } else if (c.client().has(ClientFlag.PUBSUB) && reply.protocol() == 2) {
      // A subscriber's reply must have the form of a message.
      reply.array(2);
      reply.bulk("pong");
      if (count == 1) {
        reply.bulk("");
      } else {
        reply.bulk(c.arg(1));
      }
    } else if (count == 1) {
      reply.pong();
    } else {
      reply.bulk(c.arg(1));
    }
  }

  /** Sends the message back. */
  @Command(
      syntax = "ECHO message:string",
      since = "1.0.0",
      complexity = "O(1)",
      flags = {Flag.LOADING, Flag.STALE, Flag.FAST})
  public static void echo(Context c) {
    c.reply().bulk(c.arg(1));
  }

  /** Selects the database of the connection. */
  @Command(
      syntax = "SELECT index:integer",
      since = "1.0.0",
      complexity = "O(1)",
      flags = {Flag.LOADING, Flag.STALE, Flag.FAST})
  public static void select(Context c) {
    Slice index = c.arg(1);
    if (!index.isLong()) {
      c.error(RespError.NOT_INTEGER);
      return;
    }
    long db = index.toLong();
    if (db != (int) db) {
      c.error(RespError.notBetween(Integer.MIN_VALUE, Integer.MAX_VALUE));
    } else if (c.config().clusterEnabled && db != 0) {
      c.error(SELECT_IN_CLUSTER);
    } else if (db < 0 || db >= c.config().databases) {
      c.error(RespError.DB_OUT_OF_RANGE);
    } else {
      c.actor().db((int) db);
      c.reply().ok();
    }
  }

  /** Ends the connection. */
  @Command(
      syntax = "QUIT",
      since = "1.0.0",
      complexity = "O(1)",
      arity = -1,
      flags = {Flag.ALLOW_BUSY, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE, Flag.FAST, Flag.NO_AUTH},
      deprecatedSince = "7.2.0",
      replacedBy = "just closing the connection")
  public static void quit(Context c) {
    c.reply().ok();
    c.client().closeAfterReply();
  }

  /** Puts the connection into the state of a new one. */
  @Command(
      syntax = "RESET",
      since = "6.2.0",
      complexity = "O(1)",
      flags = {Flag.NOSCRIPT, Flag.LOADING, Flag.STALE, Flag.FAST, Flag.NO_AUTH, Flag.ALLOW_BUSY})
  public static void reset(Context c) {
    Client client = c.client();
    if (client.has(ClientFlag.PRIMARY)
        || (client.has(ClientFlag.REPLICA) && !client.has(ClientFlag.MONITOR))) {
      c.error(RespError.RESET_NORMAL_ONLY);
      return;
    }
    c.services().parts().reset(client);
    client.reset();
    c.reply().status("RESET");
  }
}
