package dev.muninn.server.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.muninn.server.bytes.Buffer;
import dev.muninn.server.bytes.Repr;
import dev.muninn.server.bytes.Slice;
import dev.muninn.server.client.Client;
import dev.muninn.server.client.ClientFlag;
import dev.muninn.server.clock.CachedClock;
import dev.muninn.server.resp.Args;
import dev.muninn.server.store.Memory;
import java.util.ArrayList;
import java.util.List;

/** The clients that asked by MONITOR to be shown every command. Main thread only. */
public final class Monitors implements Part {
  private static final byte[] REDACTED = " \"(redacted)\"".getBytes(ISO_8859_1);
  private static final int FLAGS = ClientFlag.MONITOR | ClientFlag.REPLICA;
  private static final long HIDDEN = Flag.SKIP_MONITOR.mask() | Flag.ADMIN.mask();

  private final Memory memory;
  private final CachedClock clock;
  private final List<Client> all = new ArrayList<>();

  /** Nobody monitors. */
  public Monitors(Memory memory, CachedClock clock) {
    this.memory = memory;
    this.clock = clock;
  }

  /** Shows a client every command from now on. */
  public void add(Client client) {
    if (!client.has(ClientFlag.MONITOR)) {
      client.set(FLAGS);
      all.add(client);
    }
  }

  private void remove(Client client) {
    if (client.has(ClientFlag.MONITOR)) {
      client.clear(FLAGS);
      all.remove(client);
    }
  }

  @Override
  public void disconnected(Client client) {
    remove(client);
  }

  /** Whether nobody monitors. */
  public boolean isEmpty() {
    return all.isEmpty();
  }

  /** A command has run, of those that are shown: each monitor gets a line. */
  void show(CommandSpec spec, int db, Client from, Args args) {
    if ((spec.flags() & HIDDEN) != 0) {
      return;
    }
    try (Buffer line = new Buffer(memory, 256)) {
      long micros = clock.micros();
      String head =
          micros / 1_000_000
              + "."
              + String.format("%06d", micros % 1_000_000)
              + " ["
              + db
              + " "
              + (from.has(ClientFlag.UNIX_SOCKET) ? "unix:" + from.localAddress() : from.address())
              + "]";
      line.put(head.getBytes(ISO_8859_1));
      for (int i = 0; i < args.count(); i++) {
        if (args.isRedacted(i)) {
          line.put(REDACTED);
        } else {
          line.put((byte) ' ');
          Repr.put(line, args.get(i));
        }
      }
      Slice text = line.slice(line.readIndex(), line.readable(), new Slice());
      for (Client monitor : all) {
        monitor.reply().status(text);
      }
    }
  }
}
