package dev.muninn.server.store;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The thread that spares the main thread the kernel's work on many pages: bringing in those to be
 * used next, giving back those of huge values. It never reads or writes them. It starts with the
 * first task.
 */
final class MemoryHelper implements AutoCloseable {
  private record Task(long address, long size, int regions) {}

  private static final Task STOP = new Task(0, 0, -1);

  private final LinkedBlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
  private final AtomicInteger unfinished = new AtomicInteger();
  private @Nullable Thread thread;

  /** Brings in pages. */
  void populate(long address, long size) {
    submit(new Task(address, size, 0));
  }

  /** Gives regions back to the address space. */
  void release(long address, int regions) {
    submit(new Task(address, 0, regions));
  }

  /** Whether everything asked for is done. */
  boolean isIdle() {
    return unfinished.get() == 0;
  }

  private void submit(Task task) {
    unfinished.incrementAndGet();
    tasks.add(task);
    if (thread == null) {
      thread = Thread.ofPlatform().daemon().name("muninn-memory").start(this::run);
    }
  }

  private void run() {
    try {
      for (Task task = tasks.take(); task.regions >= 0; task = tasks.take()) {
        if (task.regions > 0) {
          AddressSpace.releaseRegions(task.address, task.regions);
        } else {
          AddressSpace.populate(task.address, task.size);
        }
        unfinished.decrementAndGet();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody interrupts it; the rest is done by close()
    }
  }

  /** Does what is left to do and ends the thread. */
  @Override
  public void close() {
    Thread running = thread;
    if (running == null) {
      return;
    }
    tasks.add(STOP);
    boolean interrupted = false;
    while (running.isAlive()) {
      try {
        running.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    thread = null;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
