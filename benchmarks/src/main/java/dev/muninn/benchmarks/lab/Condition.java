package dev.muninn.benchmarks.lab;

import dev.muninn.benchmarks.process.CpuQuota;
import dev.muninn.benchmarks.process.NotRunException;
import java.io.IOException;

/** What a server of the lab has to live with, ill or not. */
enum Condition {
  AS_IS("as it is"),
  ONE_CPU("pinned to one CPU"),
  BACKGROUND("half a CPU of background load"),
  QUARTER("a quarter of a CPU");

  /** Within each period of 4 ms: slow all the time, not stopped for tens of milliseconds. */
  private static final int PERIOD_MICROS = 4000;

  private final String words;

  Condition(String words) {
    this.words = words;
  }

  /** For a table. */
  String words() {
    return words;
  }

  /** The only CPU of the server; negative for any. */
  int cpu(Illness illness, int shared) {
    return this == ONE_CPU ? shared : illness.cpu(shared);
  }

  /** How many times as long a server takes to get ready. */
  int slowness() {
    return this == QUARTER ? 4 : 1;
  }

  /** What is in force until it is closed; closed after the server's end. */
  interface Restraint extends AutoCloseable {
    /** A server has started. */
    default void started(long pid) throws IOException {}

    @Override
    default void close() {}
  }

  /**
   * Brings it about.
   *
   * @throws NotRunException this machine does not let it: why
   */
  Restraint impose() throws NotRunException {
    return switch (this) {
      case AS_IS, ONE_CPU -> new Restraint() {};
      case BACKGROUND -> new BackgroundLoad();
      case QUARTER -> {
        CpuQuota quota = CpuQuota.make(PERIOD_MICROS / 4, PERIOD_MICROS);
        yield new Restraint() {
          @Override
          public void started(long pid) throws IOException {
            quota.add(pid);
          }

          @Override
          public void close() {
            quota.close();
          }
        };
      }
    };
  }
}
