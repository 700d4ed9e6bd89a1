package dev.muninn.tracepoint.recorder;

import dev.muninn.tracepoint.runtime.Bindings;
import dev.muninn.tracepoint.runtime.NativeMemory;
import dev.muninn.tracepoint.runtime.ProviderBinding;
import dev.muninn.tracepoint.runtime.RecordingSlots;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The recording sessions of this process. */
@SuppressWarnings("exports") // @Nullable: a program need not have the annotations
public final class Recorder {
  /** Sessions there can be at once. */
  public static final int MAX_SESSIONS = RecordingSlots.MAX;

  /**
   * Guards the rules of all sessions and the list of providers. Held for moments only, never while
   * a file is written; taken after a session's own lock.
   */
  static final Object RULES = new Object();

  private static final List<ProviderBinding> BINDINGS = new ArrayList<>();
  private static final List<RecordingSession> SESSIONS = new CopyOnWriteArrayList<>();

  private Recorder() {}

  /** What is needed once there is a session. */
  private static final class Started {
    static final RecorderThread THREAD = start();

    private static RecorderThread start() {
      Bindings.observe(Recorder::bound);
      Runtime.getRuntime()
          .addShutdownHook(new Thread(Recorder::stopAll, "muninn-recorder-shutdown"));
      return new RecorderThread(SESSIONS);
    }
  }

  private static void bound(ProviderBinding binding) {
    synchronized (RULES) {
      BINDINGS.add(binding);
      SESSIONS.forEach(RecordingSession::providerBound);
    }
  }

  private static void stopAll() {
    SESSIONS.forEach(RecordingSession::stop);
  }

  /**
   * Makes a session: its memory and its files. It records nothing until it has rules and is
   * started.
   *
   * @throws RecorderException if there is one of that name, too many, the output cannot be written
   *     to, tracepoints are off, or the JVM denies native access
   */
  public static RecordingSession create(SessionOptions options) throws RecorderException {
    if (!ProviderBinding.PRESENT) {
      throw new RecorderException("tracepoints are off: muninn.tracepoints=off");
    }
    if (!NativeMemory.accessible()) {
      throw new RecorderException(
          "the JVM denies native access: start it with --enable-native-access=ALL-UNNAMED");
    }
    RecorderThread thread = Started.THREAD;
    synchronized (SESSIONS) {
      if (session(options.name()) != null) {
        throw new RecorderException("session exists: name=" + options.name());
      }
      if (SESSIONS.size() == MAX_SESSIONS) {
        throw new RecorderException("too many sessions: max=" + MAX_SESSIONS);
      }
      RecordingSession session = RecordingSession.create(options, thread);
      SESSIONS.add(session);
      return session;
    }
  }

  /** All sessions, in the order they were made. */
  public static List<RecordingSession> sessions() {
    return List.copyOf(SESSIONS);
  }

  /** The session of a name; null where there is none. */
  public static @Nullable RecordingSession session(String name) {
    for (RecordingSession session : SESSIONS) {
      if (session.name().equals(name)) {
        return session;
      }
    }
    return null;
  }

  /** Providers bound so far; the caller holds {@link #RULES}. */
  static List<ProviderBinding> bindings() {
    return BINDINGS;
  }

  /** Forgets a session. */
  static void remove(RecordingSession session) {
    SESSIONS.remove(session);
  }

  /** Tells a log a line; a log that throws must not end what is done here. */
  @SuppressWarnings("CatchingUnchecked")
  static void tell(Consumer<String> log, String line) {
    try {
      log.accept(line);
    } catch (RuntimeException e) {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    }
  }
}
