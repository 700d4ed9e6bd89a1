package dev.muninn.server.command;

import dev.muninn.server.client.Client;
import dev.muninn.server.client.ClientFlag;
import dev.muninn.server.resp.Reply;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Work that a command leaves to another thread, since it may wait for a disk. Its client is blocked
 * until the reply is there; all others are served meanwhile. Jobs run one after the other.
 */
public final class LaterReplies implements AutoCloseable {
  /** What is to be done; anything of the request it needs was copied before. */
  public interface Job {
    /** Works, on another thread. @return what writes the reply, on the main thread */
    Consumer<Reply> run();
  }

  private final Executor mainThread;
  private final Set<Client> waiting = new HashSet<>();
  private @Nullable ExecutorService worker;

  /**
   * No work yet.
   *
   * @param mainThread runs a task on the main thread, soon
   */
  public LaterReplies(Executor mainThread) {
    this.mainThread = mainThread;
  }

  /** Blocks the client and has the job run. Main thread. */
  public void run(Client client, Job job) {
    ExecutorService present = worker;
    if (present == null) {
      present = Executors.newSingleThreadExecutor(LaterReplies::thread);
      worker = present;
    }
    client.set(ClientFlag.BLOCKED);
    waiting.add(client);
    present.execute(
        () -> {
          Consumer<Reply> reply = job.run();
          mainThread.execute(() -> answer(client, reply));
        });
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "muninn-later");
    thread.setDaemon(true);
    return thread;
  }

  private void answer(Client client, Consumer<Reply> reply) {
    if (waiting.remove(client)) {
      client.clear(ClientFlag.BLOCKED);
      reply.accept(client.reply());
      client.link().resumeInput();
    }
  }

  /** The client is gone; nobody waits for its reply. Main thread. */
  public void forget(Client client) {
    waiting.remove(client);
  }

  /** Takes no more work; what runs comes to its end. Main thread. */
  @Override
  public void close() {
    ExecutorService present = worker;
    if (present != null) {
      present.close();
    }
  }
}
