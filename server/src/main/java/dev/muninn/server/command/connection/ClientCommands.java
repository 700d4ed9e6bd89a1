package dev.muninn.server.command.connection;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.client.Client;
import dev.muninn.server.client.ClientFlag;
import dev.muninn.server.client.ClientInfo;
import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Flag;
import dev.muninn.server.resp.Reply;
import dev.muninn.server.resp.RespError;

/**
 * Holds the commands about clients. Here is what a client asks or says about its own connection.
 */
@Command(syntax = "CLIENT", since = "2.4.0", complexity = "Depends on subcommand.")
public final class ClientCommands {
  private ClientCommands() {}

  /** Tells the number of the connection. */
  @Command(
      syntax = "CLIENT ID",
      since = "5.0.0",
      complexity = "O(1)",
      flags = {Flag.NOSCRIPT, Flag.LOADING, Flag.STALE})
  public static void id(Context c) {
    c.reply().integer(c.client().id());
  }

  /** Tells everything about the connection. */
  @Command(
      syntax = "CLIENT INFO",
      since = "6.2.0",
      complexity = "O(1)",
      flags = {Flag.NOSCRIPT, Flag.LOADING, Flag.STALE},
      tips = "nondeterministic_output")
  public static void info(Context c) {
    c.reply().verbatim(ClientInfo.line(c.client(), c.nowMillis()) + "\n");
  }

  /** Tells the name of the connection. */
  @Command(
      syntax = "CLIENT GETNAME",
      since = "2.6.9",
      complexity = "O(1)",
      flags = {Flag.NOSCRIPT, Flag.LOADING, Flag.STALE})
  public static void getname(Context c) {
    if (c.client().name().isEmpty()) {
      c.reply().nullValue();
    } else {
      c.reply().bulk(c.client().name());
    }
  }

  /** Names the connection. */
  @Command(
      syntax = "CLIENT SETNAME connection-name:string",
      since = "2.6.9",
      complexity = "O(1)",
      flags = {Flag.NOSCRIPT, Flag.LOADING, Flag.STALE},
      tips = {"request_policy:all_nodes", "response_policy:all_succeeded"})
  public static void setname(Context c) {
    String name = c.text(2, Client.MAX_ATTRIBUTE);
    if (Client.isValidAttribute(name)) {
      c.client().name(name);
      c.reply().ok();
    } else {
      c.error(RespError.CLIENT_NAME);
    }
  }

  /** Tells the server about the client's library. */
  @Command(
      syntax = "CLIENT SETINFO attr<'lib-name' libname:string|'lib-ver' libver:string>",
      since = "7.2.0",
      complexity = "O(1)",
      flags = {Flag.NOSCRIPT, Flag.LOADING, Flag.STALE},
      tips = {"request_policy:all_nodes", "response_policy:all_succeeded"})
  public static void setinfo(Context c) {
    Slice attribute = c.arg(2);
    boolean name = attribute.equalsIgnoreCase("lib-name");
    if (!name && !attribute.equalsIgnoreCase("lib-ver")) {
      c.error(RespError.unrecognizedOption(attribute));
      return;
    }
    String value = c.text(3, Client.MAX_ATTRIBUTE);
    if (!Client.isValidAttribute(value)) {
      c.error(RespError.invalidClientAttribute(attribute));
      return;
    }
    if (name) {
      c.client().libName(value);
    } else {
      c.client().libVersion(value);
    }
    c.reply().ok();
  }

  /** Switches replies on or off, or skips one. */
  @Command(
      syntax = "CLIENT REPLY action<ON|OFF|SKIP>",
      since = "3.2.0",
      complexity = "O(1)",
      flags = {Flag.NOSCRIPT, Flag.LOADING, Flag.STALE, Flag.NO_MULTI})
  public static void reply(Context c) {
    Client client = c.client();
    Slice mode = c.arg(2);
    if (mode.equalsIgnoreCase("on")) {
      client.clear(ClientFlag.REPLY_OFF | ClientFlag.REPLY_SKIP);
      c.reply().ok();
    } else if (mode.equalsIgnoreCase("off")) {
      client.set(ClientFlag.REPLY_OFF);
    } else if (!mode.equalsIgnoreCase("skip")) {
      c.error(RespError.SYNTAX);
    } else if (!client.has(ClientFlag.REPLY_OFF)) {
      client.set(ClientFlag.REPLY_SKIP_NEXT);
    }
  }

  /** Protects the connection from eviction. */
  @Command(
      syntax = "CLIENT NO-EVICT enabled<ON|OFF>",
      since = "7.0.0",
      complexity = "O(1)",
      flags = {Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE})
  public static void noEvict(Context c) {
    onOrOff(c, ClientFlag.NO_EVICT);
  }

  /** Reads of the connection leave the keys' ages as they are. */
  @Command(
      syntax = "CLIENT NO-TOUCH enabled<ON|OFF>",
      since = "7.2.0",
      complexity = "O(1)",
      flags = {Flag.NOSCRIPT, Flag.LOADING, Flag.STALE})
  public static void noTouch(Context c) {
    onOrOff(c, ClientFlag.NO_TOUCH);
  }

  private static void onOrOff(Context c, int flag) {
    if (c.arg(2).equalsIgnoreCase("on")) {
      c.client().set(flag);
      c.reply().ok();
    } else if (c.arg(2).equalsIgnoreCase("off")) {
      c.client().clear(flag);
      c.reply().ok();
    } else {
      c.error(RespError.SYNTAX);
    }
  }

  /** Tells the server what the client is capable of. */
  @Command(
      syntax = "CLIENT CAPA capability:string...",
      since = "8.0.0",
      complexity = "O(1)",
      flags = {Flag.NOSCRIPT, Flag.LOADING, Flag.STALE})
  public static void capa(Context c) {
    for (int i = 2; i < c.argc(); i++) {
      if (c.arg(i).equalsIgnoreCase("redirect")) {
        c.client().allowRedirect();
      }
    }
    c.reply().ok();
  }

  /**
   * Tells which client gets the connection's invalidation messages. No connection is being tracked.
   */
  @Command(
      syntax = "CLIENT GETREDIR",
      since = "6.0.0",
      complexity = "O(1)",
      flags = {Flag.NOSCRIPT, Flag.LOADING, Flag.STALE})
  public static void getredir(Context c) {
    c.reply().integer(-1);
  }

  /** Tells how the keys that the connection reads are tracked. No connection is being tracked. */
  @Command(
      syntax = "CLIENT TRACKINGINFO",
      since = "6.2.0",
      complexity = "O(1)",
      flags = {Flag.NOSCRIPT, Flag.LOADING, Flag.STALE})
  public static void trackinginfo(Context c) {
    Reply reply = c.reply();
    reply.map(3);
    reply.bulk("flags");
    reply.set(1);
    reply.bulk("off");
    reply.bulk("redirect");
    reply.integer(-1);
    reply.bulk("prefixes");
    reply.array(0);
  }

  /** Explains the subcommands. */
  @Command(
      syntax = "CLIENT HELP",
      since = "5.0.0",
      complexity = "O(1)",
      flags = {Flag.LOADING, Flag.STALE})
  public static void help(Context c) {
    c.reply()
        .help(
            c.args(),
            "CAPA <option> [options...]",
            "    Say what the client is capable of: REDIRECT, following redirections.",
            "GETNAME",
            "    The name of this connection.",
            "GETREDIR",
            "    The client that gets this connection's invalidation messages.",
            "ID",
            "    The number of this connection.",
            "INFO",
            "    Everything about this connection.",
            "KILL <ip:port>",
            "    Close the connection from <ip:port>.",
            "KILL <option> <value> [<option> <value> [...]]",
            "    Close the connections for which all conditions hold:",
            "    * ADDR (<ip:port>|<unixsocket>:0): address of the client.",
            "    * LADDR (<ip:port>|<unixsocket>:0): address of the server.",
            "    * TYPE (NORMAL|PRIMARY|REPLICA|PUBSUB): type of the client.",
            "    * USER <username>: user of the client.",
            "    * SKIPME (YES|NO): whether to spare this connection (default: yes).",
            "    * ID <client-id>: number of the client.",
            "    * MAXAGE <maxage>: connected for at least so many seconds.",
            "LIST [options ...]",
            "    Everything about all connections, or only some:",
            "    * TYPE (NORMAL|PRIMARY|REPLICA|PUBSUB): those of a type.",
            "    * ID <client-id> [<client-id> ...]: those of these numbers.",
            "NO-EVICT (ON|OFF)",
            "    Protect this connection from eviction.",
            "NO-TOUCH (ON|OFF)",
            "    Leave the ages of the keys that this connection reads as they are.",
            "PAUSE <timeout> [WRITE|ALL]",
            "    Let all commands, or those that write, wait for <timeout> milliseconds.",
            "REPLY (ON|OFF|SKIP)",
            "    Whether to reply to this connection.",
            "SETINFO <option> <value>",
            "    Tell the client library's LIB-NAME or LIB-VER.",
            "SETNAME <name>",
            "    Name this connection.",
            "TRACKINGINFO",
            "    How the keys that this connection reads are tracked.",
            "UNBLOCK <clientid> [TIMEOUT|ERROR]",
            "    Let a blocked client go on.",
            "UNPAUSE",
            "    End the pause.");
  }
}
