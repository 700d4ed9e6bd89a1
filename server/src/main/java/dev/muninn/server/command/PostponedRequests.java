package dev.muninn.server.command;

import dev.muninn.server.bytes.Buffer;
import dev.muninn.server.bytes.Slice;
import dev.muninn.server.client.Client;
import dev.muninn.server.client.ClientFlag;
import dev.muninn.server.resp.Args;
import dev.muninn.server.store.Memory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Requests that wait for CLIENT PAUSE to end, each with a copy of its arguments. */
final class PostponedRequests {
  private record Request(Client client, Buffer bytes, List<Integer> sizes) {}

  private final Memory memory;
  private final ArrayDeque<Request> waiting = new ArrayDeque<>();

  PostponedRequests(Memory memory) {
    this.memory = memory;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Copies the client's request and lets the client send no further one. */
  void add(Client client) {
    Args args = client.args();
    List<Integer> sizes = new ArrayList<>(args.count());
    Buffer bytes = new Buffer(memory, (int) Math.max(1, args.totalLength()));
    for (int i = 0; i < args.count(); i++) {
      sizes.add(args.get(i).length());
      bytes.put(args.get(i));
    }
    waiting.add(new Request(client, bytes, sizes));
    client.set(ClientFlag.BLOCKED);
  }

  /** Runs what waits, in the order in which it came, and lets the clients go on. */
  void resume(Consumer<Client> handler) {
    for (int n = waiting.size(); n > 0 && !waiting.isEmpty(); n--) {
      Request request = waiting.remove();
      Client client = request.client();
      client.clear(ClientFlag.BLOCKED);
      Args args = client.args();
      args.clear();
      int from = 0;
      for (int size : request.sizes()) {
        args.add(request.bytes().slice(from, size, new Slice()));
        from += size;
      }
      handler.accept(client);
      client.commandDone();
      request.bytes().close();
      client.link().resumeInput();
    }
  }

  void remove(Client client) {
    waiting.removeIf(
        request -> {
          if (request.client() != client) {
            return false;
          }
          request.bytes().close();
          return true;
        });
  }
}
