package dev.muninn.benchmarks.lab;

import dev.muninn.benchmarks.process.Tool;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What makes a server ill: one method per cause. */
final class Doses {
  private static final int BATCH = 1000;
  private static final long EXPIRY_NANOS = 60_000_000_000L;
  private static final long EXPIRY_FILL_MILLIS = 4000;
  private static final int EXPIRY_FILLS = 5;
  private static final int LARGE_VALUES = 150;
  private static final int LARGE_VALUE_BYTES = 31 << 20;
  private static final int SLOW_VALUE_BYTES = 1 << 20;
  private static final int SLOW_REQUESTS = 100;
  private static final int FLOOD_PIPELINE = 2000;
  private static final int HOGS = 6;
  private static final int CROWD = 4000;

  private Doses() {}

  /** Nothing. */
  static void none(Patient patient) {}

  /** Three times all names of a million keys. */
  static void keys(Patient patient) throws IOException, InterruptedException {
    for (int i = 0; i < 3; i++) {
      try (SocketChannel channel = connect(patient)) {
        write(channel, Patient.request("KEYS", "*"));
        readArray(channel);
      }
      Patient.rest(700);
    }
  }

  /**
   * Keys that all expire at one moment, which comes while the recording runs.
   *
   * @param millis least time from now to then, when all are there
   */
  static void expiringKeys(Patient patient, int keys, long millis) throws IOException {
    long filling = EXPIRY_FILL_MILLIS;
    for (int i = 0; i < EXPIRY_FILLS; i++) {
      long begin = System.currentTimeMillis();
      long at = begin + filling + millis;
      fill(patient, keys, at);
      long end = System.currentTimeMillis();
      if (at - end >= millis) {
        return;
      }
      filling = 2 * (end - begin); // slower than thought: once more, with more time
    }
    throw new IOException("keys cannot be set in time: keys=" + keys);
  }

  private static void fill(Patient patient, int keys, long at) throws IOException {
    try (SocketChannel channel = connect(patient)) {
      ByteBuffer replies = ByteBuffer.allocate(5 * BATCH);
      for (int first = 0; first < keys; first += BATCH) {
        int count = Math.min(BATCH, keys - first);
        StringBuilder batch = new StringBuilder();
        for (int i = 0; i < count; i++) {
          byte[] set =
              Patient.request("SET", "brief:" + (first + i), "v", "PXAT", Long.toString(at));
          batch.append(new String(set, StandardCharsets.ISO_8859_1));
        }
        write(channel, batch.toString().getBytes(StandardCharsets.ISO_8859_1));
        replies.clear().limit(5 * count);
        while (replies.hasRemaining()) {
          if (channel.read(replies) < 0) {
            throw new EOFException("server closed the connection while it was filled");
          }
        }
      }
    }
  }

  /** Waits until they are gone. */
  static void awaitExpiry(Patient patient) throws IOException, InterruptedException {
    if (patient.call("EXISTS", "brief:0").equals("0")) {
      throw new IOException("keys have expired before they were watched");
    }
    long deadline = System.nanoTime() + EXPIRY_NANOS;
    while (!patient.call("EXISTS", "brief:0").equals("0") || expiring(patient)) {
      if (System.nanoTime() > deadline) {
        throw new IOException("keys have not expired in 60 s");
      }
      Patient.rest(200);
    }
  }

  private static boolean expiring(Patient patient) throws IOException {
    return patient.call("INFO", "keyspace").contains("expires=")
        && !patient.call("INFO", "keyspace").contains("expires=0");
  }

  /** Values of 31 MB each: the largest whose memory is not given back by another thread. */
  static void largeValues(Patient patient) throws IOException {
    for (int i = 0; i < LARGE_VALUES; i++) {
      patient.call("SETRANGE", "large:" + i, Integer.toString(LARGE_VALUE_BYTES - 1), "x");
    }
  }

  /** Deletes all large values by one command. */
  static void delete(Patient patient, String command) throws IOException {
    String[] words = new String[LARGE_VALUES + 1];
    words[0] = command;
    for (int i = 0; i < LARGE_VALUES; i++) {
      words[i + 1] = "large:" + i;
    }
    patient.call(words);
  }

  /** Asks for a hundred large replies and does not read them for some seconds. */
  static void slowReader(Patient patient) throws IOException, InterruptedException {
    patient.call("SET", "page", "p".repeat(SLOW_VALUE_BYTES));
    try (SocketChannel channel = connect(patient)) {
      write(channel, Patient.request("CLIENT", "SETNAME", "reader"));
      for (int i = 0; i < SLOW_REQUESTS; i++) {
        write(channel, Patient.request("GET", "page"));
      }
      Patient.rest(3000);
    }
  }

  /** One client with thousands of requests in flight, for some seconds. */
  static void flood(Patient patient) throws IOException, InterruptedException {
    byte[] get = Patient.request("GET", "everyday:1");
    ByteBuffer requests = ByteBuffer.allocateDirect(get.length * FLOOD_PIPELINE);
    for (int i = 0; i < FLOOD_PIPELINE; i++) {
      requests.put(get);
    }
    ByteBuffer replies = ByteBuffer.allocateDirect(1 << 20);
    long end = System.nanoTime() + 4_000_000_000L;
    try (SocketChannel channel = connect(patient);
        Selector selector = Selector.open()) {
      write(channel, Patient.request("CLIENT", "SETNAME", "flooder"));
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ | SelectionKey.OP_WRITE);
      requests.flip();
      while (System.nanoTime() < end) {
        selector.select(key -> {}, 100);
        channel.write(requests);
        if (!requests.hasRemaining()) {
          requests.rewind();
        }
        if (channel.read(replies.clear()) < 0) {
          throw new EOFException("server closed the connection that flooded it");
        }
      }
    }
  }

  /** Sleeps a fifth of a second, three times. */
  static void sleep(Patient patient) throws IOException, InterruptedException {
    for (int i = 0; i < 3; i++) {
      patient.call("DEBUG", "SLEEP", "0.2");
      Patient.rest(700);
    }
  }

  /** Full collections, forced from outside. */
  static void collect(Patient patient) throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    for (int i = 0; i < 5; i++) {
      Tool.runOrThrow(60, List.of(jcmd, Long.toString(patient.pid()), "GC.run"));
      Patient.rest(300);
    }
  }

  /** Programs that compute all the time on the server's CPU. */
  static void hog(Patient patient) throws IOException, InterruptedException {
    List<Process> hogs = new ArrayList<>();
    try {
      for (int i = 0; i < HOGS; i++) {
        List<String> command = List.of("sh", "-c", "while :; do :; done");
        hogs.add(new ProcessBuilder(Tool.pinned(patient.serverCpu(), command)).start());
      }
      Patient.rest(4000);
    } finally {
      hogs.forEach(Process::destroyForcibly);
    }
  }

  /** Thousands of clients that come at once, twice. */
  static void crowd(Patient patient) throws IOException, InterruptedException {
    for (int round = 0; round < 2; round++) {
      List<SocketChannel> crowd = new ArrayList<>();
      try {
        InetSocketAddress address = address(patient);
        for (int i = 0; i < CROWD; i++) {
          SocketChannel channel = SocketChannel.open();
          crowd.add(channel);
          channel.configureBlocking(false);
          channel.connect(address);
        }
        Patient.rest(1500);
      } finally {
        for (SocketChannel channel : crowd) {
          channel.close();
        }
      }
      Patient.rest(500);
    }
  }

  private static InetSocketAddress address(Patient patient) throws IOException {
    return new InetSocketAddress(
        InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), patient.port());
  }

  private static SocketChannel connect(Patient patient) throws IOException {
    return SocketChannel.open(address(patient));
  }

  private static void write(SocketChannel channel, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  /** Reads an array of bulk strings, none of which has a line break in it, to its end. */
  private static void readArray(SocketChannel channel) throws IOException {
    BufferedReader replies =
        new BufferedReader(
            new InputStreamReader(channel.socket().getInputStream(), StandardCharsets.ISO_8859_1),
            1 << 20);
    String header = replies.readLine();
    if (header == null || !header.startsWith("*")) {
      throw new IOException("no array: reply=" + header);
    }
    for (long left = 2 * Long.parseLong(header.substring(1)); left > 0; left--) {
      if (replies.readLine() == null) {
        throw new EOFException("server closed the connection in a reply: lines left=" + left);
      }
    }
  }
}
