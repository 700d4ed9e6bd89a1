package dev.muninn.benchmarks;

import dev.muninn.server.bytes.Buffer;
import dev.muninn.server.bytes.Bytes;
import dev.muninn.server.bytes.Slice;
import dev.muninn.server.store.Memory;
import dev.muninn.server.structure.Entry;
import dev.muninn.server.structure.LazyFree;
import dev.muninn.server.structure.OffHeapEntryTable;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The entry table by itself: bytes a key, nanoseconds an operation, the worst single insert, and
 * what touching a batch in advance is worth.
 *
 * <p>Usage: {@code StoreBenchmark [keys [batch]]}; 5,000,000 keys and batches of 16 by default.
 */
public final class StoreBenchmark {
  private static final int KEY = 16;
  private static final int VALUE = 32;
  private static final int OPERATIONS = 4_000_000;

  private final Memory memory = new Memory();
  private final OffHeapEntryTable table = new OffHeapEntryTable(memory);
  private final Entry entry = table.newEntry();
  private final Buffer keyBytes;
  private final Bytes key = new Bytes();
  private final Slice value = new Slice();
  private final Slice out = new Slice();
  private final int keys;
  private final int batch;
  private long sink;

  private StoreBenchmark(int keys, int batch) {
    this.keys = keys;
    this.batch = batch;
    keyBytes = new Buffer(memory, KEY * Math.max(batch, 1) + VALUE);
  }

  /** Runs the measurements. */
  public static void main(String[] args) throws Exception {
    int keys = args.length > 0 ? Integer.parseInt(args[0]) : 5_000_000;
    int batch = args.length > 1 ? Integer.parseInt(args[1]) : 16;
    new StoreBenchmark(200_000, batch).run(false);
    new StoreBenchmark(keys, batch).run(true);
  }

  private void run(boolean report) throws Exception {
    long before = residentSet();
    load(report);
    if (report) {
      long bytes = table.dataBytes() + table.indexBytes();
      System.out.printf(
          "accounted %.1f B/key (entries %.1f, index %.1f), resident %.1f, RSS %.1f%n",
          bytes / (double) keys,
          table.dataBytes() / (double) keys,
          table.indexBytes() / (double) keys,
          memory.resident() / (double) keys,
          (residentSet() - before) / (double) keys);
    }
    for (int round = 0; round < 2; round++) {
      double get = get(false);
      double touched = get(true);
      double set = set();
      double longer = setLonger();
      if (report && round == 1) {
        System.out.printf(
            "find + value %.0f ns, in batches of %d touched first %.0f ns%n", get, batch, touched);
        System.out.printf("set in place %.0f ns, set to another size %.0f ns%n", set, longer);
      }
    }
    free(report);
    keyBytes.close();
    memory.close();
  }

  /** Points {@link #key} at the place of key {@code n} in a batch and writes it. */
  private void key(long n, int place) {
    Bytes ignored = keyBytes.edit(place * KEY, KEY, key);
    key.put(0, (byte) 'k');
    for (int i = KEY - 1; i > 0; i--) {
      key.put(i, (byte) ('0' + n % 10));
      n /= 10;
    }
  }

  private void load(boolean report) {
    keyBytes.put(new byte[KEY * batch + VALUE]);
    keyBytes.slice(KEY * batch, VALUE, value);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    int[] wall = new int[keys];
    int[] cpu = new int[keys];
    int[] noise = new int[keys];
    long inserting = 0;
    for (int i = 0; i < keys; i++) {
      key(i, 0);
      long cpuFrom = threads.getCurrentThreadCpuTime();
      long from = System.nanoTime();
      table.setString(key, value, entry);
      long to = System.nanoTime();
      cpu[i] = (int) Math.min(threads.getCurrentThreadCpuTime() - cpuFrom, Integer.MAX_VALUE);
      wall[i] = (int) Math.min(to - from, Integer.MAX_VALUE);
      noise[i] = (int) Math.min(System.nanoTime() - to, Integer.MAX_VALUE);
      inserting += to - from;
    }
    if (report) {
      System.out.printf("load %d keys: %.0f ns each%n", keys, inserting / (double) keys);
      printSlowest("inserts, wall time", wall);
      printSlowest("inserts, CPU time", cpu);
      printSlowest("reading the CPU clock, wall time", noise);
    }
  }

  private static void printSlowest(String what, int[] nanos) {
    Arrays.sort(nanos);
    int n = nanos.length;
    System.out.printf(
        "%s: p99.99 %.1f us, slowest %s us%n",
        what,
        nanos[(int) (n * 0.9999)] / 1e3,
        Arrays.toString(Arrays.stream(nanos, n - 5, n).map(t -> t / 1000).toArray()));
  }

  private double get(boolean touch) {
    SplittableRandom random = new SplittableRandom(1);
    long[] hashes = new long[batch];
    long start = System.nanoTime();
    for (int i = 0; i < OPERATIONS; i += batch) {
      for (int j = 0; j < batch; j++) {
        key(random.nextInt(keys), j);
      }
      if (touch) {
        for (int j = 0; j < batch; j++) {
          hashes[j] = table.touchBucket(keyBytes.slice(j * KEY, KEY, key));
        }
        for (int j = 0; j < batch; j++) {
          sink += table.touchEntry(hashes[j]);
        }
      }
      for (int j = 0; j < batch; j++) {
        if (table.find(keyBytes.slice(j * KEY, KEY, key), entry)) {
          sink += entry.value(out).get(entry.valueLength() - 1);
        }
      }
    }
    return (System.nanoTime() - start) / (double) OPERATIONS;
  }

  private double set() {
    SplittableRandom random = new SplittableRandom(2);
    long start = System.nanoTime();
    for (int i = 0; i < OPERATIONS; i++) {
      key(random.nextInt(keys), 0);
      table.setString(key, value, entry);
    }
    return (System.nanoTime() - start) / (double) OPERATIONS;
  }

  private double setLonger() {
    SplittableRandom random = new SplittableRandom(3);
    Slice part = new Slice();
    long start = System.nanoTime();
    for (int i = 0; i < OPERATIONS; i++) {
      key(random.nextInt(keys), 0);
      table.setString(key, value.part(0, random.nextInt(VALUE) + 1, part), entry);
    }
    return (System.nanoTime() - start) / (double) OPERATIONS;
  }

  private void free(boolean report) {
    LazyFree lazy = new LazyFree();
    lazy.add(table);
    long slowest = 0;
    long start = System.nanoTime();
    boolean more = true;
    while (more) {
      long from = System.nanoTime();
      more = lazy.step(500_000);
      slowest = Math.max(slowest, System.nanoTime() - from);
    }
    if (report) {
      System.out.printf(
          "freed in steps of 500 us: %.0f ns a key, slowest step %d us, resident left %d MiB, %d%n",
          (System.nanoTime() - start) / (double) keys,
          slowest / 1000,
          memory.resident() >> 20,
          sink);
    }
  }

  private static long residentSet() throws Exception {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
      }
    }
    return 0;
  }
}
