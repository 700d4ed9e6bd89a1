package dev.muninn.benchmarks.lab;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Somebody who computes half of the time, where the kernel puts it. */
final class BackgroundLoad implements Condition.Restraint {
  private static final long HALF_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final Thread thread;
  private volatile boolean stop;

  BackgroundLoad() {
    thread = Thread.ofPlatform().name("background").start(this::run);
  }

  private void run() {
    while (!stop) {
      long end = System.nanoTime() + HALF_NANOS;
      while (System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      LockSupport.parkNanos(HALF_NANOS);
    }
  }

  @Override
  public void close() {
    stop = true;
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
