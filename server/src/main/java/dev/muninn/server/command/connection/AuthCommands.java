package dev.muninn.server.command.connection;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.client.Client;
import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Flag;
import dev.muninn.server.command.Options;
import dev.muninn.server.command.ServerVersion;
import dev.muninn.server.resp.Reply;
import dev.muninn.server.resp.RespError;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** AUTH and HELLO. */
public final class AuthCommands {
  private AuthCommands() {}

  /** Proves who the connection belongs to. */
  @Command(
      syntax = "AUTH [username:string^6.0.0] password:string",
      since = "1.0.0",
      complexity = "O(N) with N passwords of the user",
      flags = {Flag.NOSCRIPT, Flag.LOADING, Flag.STALE, Flag.FAST, Flag.NO_AUTH, Flag.ALLOW_BUSY},
      history = "6.0.0: User name and password.")
  public static void auth(Context c) {
    int count = c.argc();
    if (count > 3) {
      c.error(RespError.SYNTAX);
      return;
    }
    c.args().redact(1);
    if (count == 3) {
      c.args().redact(2);
    } else if (c.config().requirepass.isEmpty()) {
      c.error(RespError.AUTH_WITHOUT_PASSWORD);
      return;
    }
    if (count == 2 ? hasPassword(c, c.arg(1)) : isUser(c, c.arg(1), c.arg(2))) {
      c.client().authenticated(Client.DEFAULT_USER);
      c.reply().ok();
    } else {
      c.error(RespError.WRONG_PASS);
    }
  }

  /** Opens the conversation: protocol, user and name of the connection. */
  @Command(
      syntax =
          "HELLO [arguments{protover:integer [AUTH auth{username:string password:string}]"
              + " [SETNAME clientname:string]}]",
      since = "6.0.0",
      complexity = "O(1)",
      flags = {Flag.NOSCRIPT, Flag.LOADING, Flag.STALE, Flag.FAST, Flag.NO_AUTH, Flag.ALLOW_BUSY},
      unknownOption = "helloOption",
      history = "6.2.0: The version is optional; without it nothing changes.")
  public static void hello(Context c, HelloOptions options) {
    int version = 0;
    if (c.argc() > 1) {
      Slice wanted = c.arg(1);
      if (!wanted.isLong()) {
        throw c.fail(RespError.PROTOCOL_VERSION);
      }
      if (wanted.toLong() != 2 && wanted.toLong() != 3) {
        throw c.fail(RespError.NO_PROTO);
      }
      version = (int) wanted.toLong();
    }
    int option = options.next();
    while (option != Options.END) {
      if (option == HelloOptions.AUTH) {
        c.args().redact(options.auth());
        c.args().redact(options.auth() + 1);
      } else if (!Client.isValidAttribute(c.text(options.clientname(), Client.MAX_ATTRIBUTE))) {
        throw c.fail(RespError.CLIENT_NAME);
      }
      option = options.next();
    }
    greet(c, version, options.auth(), options.clientname());
  }

  private static void greet(Context c, int version, int auth, int name) {
    Client client = c.client();
    if (auth != 0) {
      if (!isUser(c, c.arg(auth), c.arg(auth + 1))) {
        c.error(RespError.WRONG_PASS);
        return;
      }
      client.authenticated(Client.DEFAULT_USER);
    }
    if (client.authRequired()) {
      c.error(RespError.HELLO_NO_AUTH);
      return;
    }
    if (name != 0) {
      client.name(c.text(name));
    }
    Reply reply = c.reply();
    if (version != 0) {
      reply.protocol(version);
    }
    boolean asRedis = c.config().extendedRedisCompatibility;
    reply.map(7);
    reply.bulk("server");
    reply.bulk(asRedis ? "redis" : ServerVersion.NAME);
    reply.bulk("version");
    reply.bulk(asRedis ? ServerVersion.REDIS_VERSION : ServerVersion.VERSION);
    reply.bulk("proto");
    reply.integer(reply.protocol());
    reply.bulk("id");
    reply.integer(client.id());
    reply.bulk("mode");
    reply.bulk(c.config().clusterEnabled ? "cluster" : "standalone");
    reply.bulk("role");
    reply.bulk("master");
    reply.bulk("modules");
    reply.array(0);
  }

  /** Whether it is the default user with the right password, or with any if there is none. */
  private static boolean isUser(Context c, Slice user, Slice password) {
    return user.contentEquals(Client.DEFAULT_USER.getBytes(StandardCharsets.US_ASCII))
        && (c.config().requirepass.isEmpty() || hasPassword(c, password));
  }

  // Takes the same time wherever the first wrong byte is.
  private static boolean hasPassword(Context c, Slice password) {
    byte[] expected = c.config().requirepass.getBytes(StandardCharsets.ISO_8859_1);
    return MessageDigest.isEqual(expected, password.toByteArray());
  }
}
