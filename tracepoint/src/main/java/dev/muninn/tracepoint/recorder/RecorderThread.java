package dev.muninn.tracepoint.recorder;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The daemon thread that does for all sessions what firing threads do not: writes packets, finds
 * dead threads, keeps limits, takes the snapshots of triggers. Asleep while no session is active.
 */
final class RecorderThread implements Runnable {
  /** Pause after a pass that found full packets. */
  static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(1);

  /** Longest pause while a session is active: in that time a buffer must not fill up. */
  static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(16);

  private final List<RecordingSession> sessions;
  private final Thread thread;

  RecorderThread(List<RecordingSession> sessions) {
    this.sessions = sessions;
    thread = new Thread(this, "muninn-recorder");
    thread.setDaemon(true);
    thread.start();
  }

  /** Called when there is more to do than before. */
  void wake() {
    LockSupport.unpark(thread);
  }

  @Override
  public void run() {
    long pause = LONGEST;
    while (true) {
      boolean active = false;
      boolean busy = false;
      for (RecordingSession session : sessions) {
        if (session.active()) {
          active = true;
          busy |= session.pass();
        }
      }
      if (active) {
        pause = busy ? SHORTEST : Math.min(pause * 2, LONGEST);
        LockSupport.parkNanos(this, pause);
      } else {
        LockSupport.park(this);
      }
    }
  }
}
