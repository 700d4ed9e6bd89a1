package dev.muninn.server.command.connection;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.client.Client;
import dev.muninn.server.client.ClientFilter;
import dev.muninn.server.client.ClientFlag;
import dev.muninn.server.client.ClientInfo;
import dev.muninn.server.client.ClientType;
import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Flag;
import dev.muninn.server.command.Options;
import dev.muninn.server.resp.RespError;
import org.jspecify.annotations.Nullable;

/** CLIENT: what the administrator asks about and does to all clients. */
public final class ClientAdminCommands {
  private ClientAdminCommands() {}

  /** Lists the connections. */
  @Command(
      syntax =
          "CLIENT LIST [TYPE client-type<normal='normal'|master='master'|replica='replica'"
              + "|pubsub='pubsub'>^5.0.0] [ID client-id:integer^6.2.0...]",
      since = "2.4.0",
      complexity = "O(N) with N connections",
      flags = {Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE},
      tips = "nondeterministic_output",
      history = {
        "2.8.12: Field `id`.",
        "5.0.0: Option `TYPE`.",
        "6.0.0: Field `user`.",
        "6.2.0: Fields `argv-mem`, `tot-mem`, `laddr` and `redir`, option `ID`.",
        "7.0.0: Fields `resp`, `multi-mem`, `rbs` and `rbp`.",
        "7.0.3: Field `ssub`.",
        "8.0.0: Type `primary`, also called `master`."
      })
  public static void list(Context c) {
    int count = c.argc();
    ClientType type = null;
    if (count == 4 && c.arg(2).equalsIgnoreCase("type")) {
      type = ClientType.parse(c.arg(3));
      if (type == null) {
        c.error(RespError.unknownClientType(c.arg(3)));
        return;
      }
    } else if (count > 3 && c.arg(2).equalsIgnoreCase("id")) {
      listById(c);
      return;
    } else if (count != 2) {
      c.error(RespError.SYNTAX);
      return;
    }
    c.reply().verbatim(c.clients().listText(type, c.nowMillis()));
  }

  private static void listById(Context c) {
    StringBuilder out = new StringBuilder();
    for (int i = 3; i < c.argc(); i++) {
      if (!c.arg(i).isLong()) {
        c.error(RespError.INVALID_CLIENT_ID);
        return;
      }
      Client client = c.clients().byId(c.arg(i).toLong());
      if (client != null) {
        ClientInfo.append(out, client, c.nowMillis()).append('\n');
      }
    }
    c.reply().verbatim(out.toString());
  }

  /** Closes connections. */
  @Command(
      syntax =
          "CLIENT KILL filter<old-format:string(ip:port)~2.8.12"
              + "|new-format<[ID client-id:integer^2.8.12]|[TYPE client-type<normal='normal'"
              + "|master='master'^3.2.0|primary='primary'^8.0.0|slave='slave'"
              + "|replica='replica'^5.0.0|pubsub='pubsub'>^2.8.12]|[USER username:string]"
              + "|[ADDR addr:string(ip:port)]|[LADDR laddr:string(ip:port)^6.2.0]"
              + "|[SKIPME skipme<YES|NO>]|[MAXAGE maxage:integer^8.0.0]>...>",
      since = "2.4.0",
      complexity = "O(N) with N connections",
      flags = {Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE},
      history = {
        "2.8.12: Filters of options and values.",
        "2.8.12: Option `ID`.",
        "3.2.0: Type `master`.",
        "5.0.0: Type `replica`, also called `slave`.",
        "6.2.0: Option `LADDR`.",
        "8.0.0: Option `MAXAGE`.",
        "8.0.0: Type `primary`, also called `master`."
      })
  public static void kill(Context c, KillOptions options) {
    boolean old = c.argc() == 3;
    ClientFilter filter =
        old ? new ClientFilter(c.text(2), null, null, 0, null, 0, null) : filter(c, options);
    int killed = 0;
    boolean self = false;
    for (Client client : c.clients().list()) {
      if (client.has(ClientFlag.CLOSE_ASAP) || !filter.matches(client, c.nowMillis())) {
        continue;
      }
      killed++;
      if (client == c.client()) {
        self = true;
      } else {
        client.closeAsap();
      }
    }
    if (!old) {
      c.reply().integer(killed);
    } else if (killed == 0) {
      c.error(RespError.NO_SUCH_CLIENT);
    } else {
      c.reply().ok();
    }
    if (self) {
      c.client().closeAfterReply();
    }
  }

  /** The conditions of options and values. */
  private static ClientFilter filter(Context c, KillOptions options) {
    ClientType type = null;
    String user = null;
    long id = 0;
    long maxAge = 0;
    boolean skipMe = true;
    for (int option = options.next(); option != Options.END; option = options.next()) {
      Slice value = c.arg(options.place(option));
      switch (option) {
        case KillOptions.ID -> id = number(c, value, RespError.CLIENT_ID_POSITIVE);
        case KillOptions.MAXAGE -> {
          if (!value.isLong()) {
            throw c.fail(RespError.MAXAGE_NOT_INTEGER);
          }
          maxAge = number(c, value, RespError.MAXAGE_POSITIVE);
        }
        case KillOptions.TYPE -> {
          type = ClientType.parse(value);
          if (type == null) {
            throw c.fail(RespError.unknownClientType(value));
          }
        }
        case KillOptions.USER -> {
          user = c.text(options.place(option));
          if (!user.equals(Client.DEFAULT_USER)) {
            throw c.fail(RespError.noSuchUser(value));
          }
        }
        case KillOptions.SKIPME -> {
          skipMe = value.equalsIgnoreCase("yes");
          if (!skipMe && !value.equalsIgnoreCase("no")) {
            throw c.fail(RespError.SYNTAX);
          }
        }
        default -> {} // Any text may be an address.
      }
    }
    Client skip = skipMe ? c.client() : null;
    return new ClientFilter(
        text(c, options.place(KillOptions.ADDR)),
        text(c, options.place(KillOptions.LADDR)),
        type,
        id,
        user,
        maxAge,
        skip);
  }

  private static long number(Context c, Slice value, RespError notPositive) {
    if (!value.isLong() || value.toLong() < 1) {
      throw c.fail(notPositive);
    }
    return value.toLong();
  }

  private static @Nullable String text(Context c, int argument) {
    return argument == 0 ? null : c.text(argument);
  }

  /** Lets commands wait. */
  @Command(
      syntax = "CLIENT PAUSE timeout:integer [mode<WRITE|ALL>^6.2.0]",
      since = "3.0.0",
      complexity = "O(1)",
      flags = {Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE},
      history = "6.2.0: Mode `WRITE`.")
  public static void pause(Context c) {
    int count = c.argc();
    if (count > 4) {
      c.error(RespError.subcommandSyntax(c.args()));
      return;
    }
    boolean all = true;
    if (count == 4) {
      all = !c.arg(3).equalsIgnoreCase("write");
      if (all && !c.arg(3).equalsIgnoreCase("all")) {
        c.error(RespError.PAUSE_MODE);
        return;
      }
    }
    Slice timeout = c.arg(2);
    long now = c.nowMillis();
    if (!timeout.isLong()) {
      c.error(RespError.TIMEOUT_NOT_INTEGER);
    } else if (timeout.toLong() < 0) {
      c.error(RespError.TIMEOUT_NEGATIVE);
    } else if (timeout.toLong() > Long.MAX_VALUE - now) {
      c.error(RespError.TIMEOUT_OUT_OF_RANGE);
    } else {
      c.clients().pause().pause(now + timeout.toLong(), all, now);
      c.reply().ok();
    }
  }

  /** Ends the pause. */
  @Command(
      syntax = "CLIENT UNPAUSE",
      since = "6.2.0",
      complexity = "O(N) with N paused clients",
      flags = {Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE})
  public static void unpause(Context c) {
    c.clients().pause().unpause();
    c.reply().ok();
  }

  /**
   * Lets a client go on that a blocking command holds. A client that waits for the end of a pause
   * is not let go by it.
   */
  @Command(
      syntax = "CLIENT UNBLOCK client-id:integer [unblock-type<TIMEOUT|ERROR>]",
      since = "5.0.0",
      complexity = "O(1)",
      flags = {Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE})
  public static void unblock(Context c) {
    int count = c.argc();
    if (count > 4) {
      c.error(RespError.subcommandSyntax(c.args()));
    } else if (count == 4
        && !c.arg(3).equalsIgnoreCase("timeout")
        && !c.arg(3).equalsIgnoreCase("error")) {
      c.error(RespError.UNBLOCK_REASON);
    } else if (!c.arg(2).isLong()) {
      c.error(RespError.NOT_INTEGER);
    } else {
      Client target = c.clients().byId(c.arg(2).toLong());
      boolean withError = count == 4 && c.arg(3).equalsIgnoreCase("error");
      boolean done = target != null && c.clients().blocked().unblock(target, withError);
      c.reply().integer(done ? 1 : 0);
    }
  }
}
