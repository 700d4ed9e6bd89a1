package dev.muninn.benchmarks.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Random SETs at a fixed rate over 50 connections, in a process of its own. An open loop: a request
 * is due at its time whether or not earlier ones were answered, and its latency counts from then,
 * so a pause of the server delays every request that was due in it.
 *
 * <p>Prints {@code requests_per_second p50 p99 p999 max}, latencies in milliseconds.
 */
public final class OpenLoop {
  private static final int CONNECTIONS = 50;
  private static final long SEED = 42;
  private static final long STALL_NANOS = 60_000_000_000L;

  private final int keys;
  private final long[] due;
  private final long[] latencies;
  private final double intervalNanos;
  private final SetRequest request;
  private final SplittableRandom random = new SplittableRandom(SEED);
  private final List<Client> clients = new ArrayList<>();
  private int sent;
  private int answered;

  private OpenLoop(int keys, int requests, int rate, int valueSize) {
    this.keys = keys;
    due = new long[requests];
    latencies = new long[requests];
    intervalNanos = 1e9 / rate;
    request = new SetRequest(valueSize);
  }

  /** Arguments: port, keys, requests, requests per second, bytes of a value. */
  public static void main(String[] args) throws IOException {
    int port = Integer.parseInt(args[0]);
    int keys = Integer.parseInt(args[1]);
    int requests = Integer.parseInt(args[2]);
    int rate = Integer.parseInt(args[3]);
    int valueSize = Integer.parseInt(args[4]);
    // A tenth of the load first, so that the compilation of this program does not count.
    new OpenLoop(keys, Math.max(1, requests / 10), rate, valueSize).run(port);
    LoadResult result = new OpenLoop(keys, requests, rate, valueSize).run(port);
    System.out.println(
        result.requestsPerSecond()
            + " "
            + result.p50()
            + " "
            + result.p99()
            + " "
            + result.p999()
            + " "
            + result.max());
  }

  private LoadResult run(int port) throws IOException {
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < CONNECTIONS; i++) {
        clients.add(new Client(port, selector));
      }
      long start = System.nanoTime();
      long progress = start;
      while (answered < due.length) {
        int before = answered;
        sendDue(start);
        selector.selectNow(key -> ((Client) key.attachment()).readable = true);
        for (Client client : clients) {
          client.turn();
        }
        long now = System.nanoTime();
        if (answered > before || sent == answered) {
          progress = now;
        } else if (now - progress > STALL_NANOS) {
          throw new IOException("no answer for 60 s: answered=" + answered);
        }
      }
      return result(System.nanoTime() - start);
    } finally {
      for (Client client : clients) {
        client.channel.close();
      }
    }
  }

  private void sendDue(long start) {
    long now = System.nanoTime();
    while (sent < due.length) {
      long time = start + (long) (sent * intervalNanos);
      Client client = clients.get(sent % CONNECTIONS);
      // A full buffer: the server is behind, and the request goes on waiting, counted from its
      // time.
      if (time > now || client.out.remaining() < request.size()) {
        return;
      }
      due[sent++] = time;
      request.put(client.out, random.nextInt(keys));
    }
  }

  private LoadResult result(long nanos) {
    Arrays.sort(latencies);
    return new LoadResult(
        latencies.length * 1e9 / nanos,
        percentile(0.5),
        percentile(0.99),
        percentile(0.999),
        latencies[latencies.length - 1] / 1e6);
  }

  private double percentile(double fraction) {
    int rank = (int) Math.ceil(fraction * latencies.length);
    return latencies[Math.max(0, rank - 1)] / 1e6;
  }

  /** One connection. Requests go round the connections, so its n-th reply tells the request. */
  private final class Client {
    private final int index = clients.size();
    private final SocketChannel channel;
    private final ByteBuffer out = ByteBuffer.allocateDirect(1 << 16);
    private final ByteBuffer in = ByteBuffer.allocateDirect(1 << 12);
    private boolean readable;
    private int replyBytes;
    private int replies;

    Client(int port, Selector selector) throws IOException {
      InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      channel = SocketChannel.open(new InetSocketAddress(loopback, port));
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ, this);
    }

    void turn() throws IOException {
      if (out.position() > 0) {
        out.flip();
        channel.write(out);
        out.compact();
      }
      if (readable) {
        readable = false;
        in.clear();
        if (channel.read(in) < 0) {
          throw new IOException("server closed the connection: answered=" + answered);
        }
        long now = System.nanoTime();
        for (int i = 0; i < in.position(); i++) {
          KeyFill.checkReply(in.get(i), replyBytes++);
          if (replyBytes == KeyFill.replySize()) {
            replyBytes = 0;
            latencies[answered++] = now - due[index + CONNECTIONS * replies++];
          }
        }
      }
    }
  }
}
