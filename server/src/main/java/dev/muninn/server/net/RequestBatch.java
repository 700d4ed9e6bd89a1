package dev.muninn.server.net;

import dev.muninn.server.bytes.Buffer;
import dev.muninn.server.client.Client;
import dev.muninn.server.resp.Args;
import dev.muninn.server.resp.RequestParser;

/**
 * The pipelined requests of one client that are parsed before the first of them runs, so that the
 * memory which they need can be loaded for all of them at once. One per loop; empty between the
 * turns of two clients.
 */
final class RequestBatch {
  private static final int CAPACITY = 16;

  private final Args[] requests = new Args[CAPACITY];
  private final int[] starts = new int[CAPACITY];
  private int size;

  RequestBatch() {
    for (int i = 0; i < CAPACITY; i++) {
      requests[i] = new Args();
    }
  }

  int size() {
    return size;
  }

  Args[] requests() {
    return requests;
  }

  /**
   * Parses what is there, one request only from a client that has yet to authenticate, for its
   * limits change then.
   *
   * @return what the parser said last
   */
  RequestParser.Result fill(Client client, Buffer in) {
    int limit = client.authRequired() ? 1 : CAPACITY;
    size = 0;
    RequestParser.Result result;
    do {
      int start = in.readIndex();
      result = client.parse(in);
      if (result == RequestParser.Result.COMMAND) {
        starts[size] = start;
        requests[size] = client.exchangeArgs(requests[size]);
        size++;
      } else if (result != RequestParser.Result.EMPTY) {
        break;
      }
    } while (size < limit && in.readable() > 0);
    return result;
  }

  /**
   * Runs the requests in order until one of them stops the client.
   *
   * @param stops client flags any of which means that no more is to be run
   * @return whether all ran; if not, the bytes of the rest are unread again
   */
  boolean run(Client client, Buffer in, RequestHandler handler, NetStats stats, int stops) {
    // A request that has been begun stays in its arguments while the complete ones run.
    Args begun = client.exchangeArgs(requests[0]);
    int done = 0;
    do {
      if (done > 0) {
        requests[done - 1] = client.exchangeArgs(requests[done]);
      }
      stats.command();
      handler.handle(client);
      client.commandDone();
      done++;
    } while (done < size && !client.has(stops));
    requests[done - 1] = client.exchangeArgs(begun);
    if (done == size) {
      return true;
    }
    begun.clear();
    client.parser().abandon();
    in.rewind(starts[done]);
    for (int i = done; i < size; i++) {
      requests[i].clear();
    }
    return false;
  }
}
