package dev.muninn.server.net;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.client.Client;
import dev.muninn.server.client.ClientFlag;
import dev.muninn.server.resp.Args;
import java.util.ArrayList;
import java.util.List;

/**
 * A handful of commands: PING, ECHO text, SET key value (forgotten), GET key (three bytes), REPEAT
 * text times (an array), BLOCK (until {@link #unblock}), QUIT, KILL (itself, at once), FAIL.
 */
final class EchoHandler implements RequestHandler {
  private static final byte[] VALUE = {'x', 'x', 'x'};

  final List<Client> blocked = new ArrayList<>();
  volatile boolean outOfHeapAtConnect;
  int connected;
  int disconnected;

  @Override
  public void handle(Client client) {
    Args args = client.args();
    Slice name = args.get(0);
    if (name.equalsIgnoreCase("get")) {
      client.reply().bulk(VALUE);
    } else if (name.equalsIgnoreCase("set")) {
      client.reply().ok();
    } else if (name.equalsIgnoreCase("ping")) {
      client.reply().pong();
    } else if (name.equalsIgnoreCase("echo")) {
      client.reply().bulk(args.get(1));
    } else if (name.equalsIgnoreCase("repeat")) {
      int times = (int) args.get(2).toLong();
      client.reply().array(times);
      for (int i = 0; i < times; i++) {
        client.reply().bulk(args.get(1));
      }
    } else if (name.equalsIgnoreCase("block")) {
      client.set(ClientFlag.BLOCKED);
      blocked.add(client);
    } else if (name.equalsIgnoreCase("quit")) {
      client.reply().ok();
      client.closeAfterReply();
    } else if (name.equalsIgnoreCase("kill")) {
      client.closeAsap();
    } else if (name.equalsIgnoreCase("fail")) {
      throw new IllegalStateException("as asked");
    } else {
      client.reply().error("unknown command");
    }
  }

  /** Answers all blocked clients. */
  void unblock() {
    for (Client client : blocked) {
      client.clear(ClientFlag.BLOCKED);
      client.reply().status("unblocked");
      client.link().resumeInput();
    }
    blocked.clear();
  }

  @Override
  public void connected(Client client) {
    connected++;
    if (outOfHeapAtConnect) {
      outOfHeapAtConnect = false;
      throw new OutOfMemoryError("as asked");
    }
  }

  @Override
  public void disconnected(Client client) {
    disconnected++;
    blocked.remove(client);
  }
}
