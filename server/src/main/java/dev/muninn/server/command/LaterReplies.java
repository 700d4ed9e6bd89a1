package dev.muninn.server.command;

import dev.muninn.server.client.Blocked;
import dev.muninn.server.client.Client;
import dev.muninn.server.client.Waiting;
import dev.muninn.server.resp.Reply;
import dev.muninn.server.resp.RespError;
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
  private @Nullable ExecutorService worker;

  /**
   * No work yet.
   *
   * @param mainThread runs a task on the main thread, soon
   */
  public LaterReplies(Executor mainThread) {
    this.mainThread = mainThread;
  }

  /**
   * Blocks the client and has the job run; refuses where nobody may wait. Main thread. Commands
   * that use it are declared {@link Flag#NO_MULTI} and {@link Flag#NOSCRIPT}.
   */
  public void run(Context c, Job job) {
    if (!c.mayWait()) {
      c.error(RespError.NOT_IN_TRANSACTION);
      return;
    }
    ExecutorService present = worker;
    if (present == null) {
      present = Executors.newSingleThreadExecutor(LaterReplies::thread);
      worker = present;
    }
    Blocked blocked = c.clients().blocked();
    Client client = c.client();
    Later later = new Later();
    c.waitFor(later);
    present.execute(
        () -> {
          Consumer<Reply> reply = result(job);
          mainThread.execute(
              () -> {
                if (blocked.of(client) == later) {
                  later.reply = reply;
                  blocked.ready(client);
                }
              });
        });
  }

  private static Consumer<Reply> result(Job job) {
    try {
      return job.run();
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      return reply -> reply.error("internal error: cause=" + e);
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "muninn-later");
    thread.setDaemon(true);
    return thread;
  }

  /** Takes no more work; what runs comes to its end. Main thread. */
  @Override
  public void close() {
    ExecutorService present = worker;
    if (present != null) {
      present.close();
    }
  }

  /** A client that waits for its reply. */
  private static final class Later implements Waiting {
    private Consumer<Reply> reply = unprepared -> {};

    @Override
    public Reason why() {
      return Reason.LATER;
    }

    @Override
    public void ready(Client client) {
      Reply into = client.reply();
      long start = into.position();
      try {
        reply.accept(into);
      } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
        into.rollBack(start);
        into.error("internal error: cause=" + e);
      }
    }
  }
}
