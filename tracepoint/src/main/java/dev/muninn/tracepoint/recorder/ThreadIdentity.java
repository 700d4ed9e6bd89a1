package dev.muninn.tracepoint.recorder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Whose events a stream has: the thread's id in the system and its name. */
final class ThreadIdentity {
  private static final Path OWN_TASK = Path.of("/proc/thread-self");
  private static final Path OWN_NAME = Path.of("/proc/thread-self/comm");

  /** Bytes of a thread's name in the system without its NUL. */
  private static final int SYSTEM_NAME_BYTES = 15;

  private static final byte[] VIRTUAL = {'v', 'i', 'r', 't', 'u', 'a', 'l', 0};

  /** Of a stream that no thread has at present. */
  static final ThreadIdentity NONE =
      new ThreadIdentity(Thread.currentThread(), true, 0, new byte[1]);

  private final Thread thread;
  private final boolean shared;
  private final int vtid;
  private final byte[] name;

  private ThreadIdentity(Thread thread, boolean shared, int vtid, byte[] name) {
    this.thread = thread;
    this.shared = shared;
    this.vtid = vtid;
    this.name = name;
  }

  /**
   * That of the calling thread.
   *
   * @param shared whether the stream serves many threads, virtual ones as a rule
   */
  static ThreadIdentity current(boolean shared) {
    Thread thread = Thread.currentThread();
    return shared
        ? new ThreadIdentity(thread, true, 0, VIRTUAL)
        : new ThreadIdentity(thread, false, systemId(thread), terminated(thread.getName()));
  }

  /** In Linux as the thread's own pid namespace has it; elsewhere the JVM's number. */
  private static int systemId(Thread thread) {
    try {
      Path task = Files.readSymbolicLink(OWN_TASK).getFileName();
      return task == null ? 0 : Integer.parseInt(task.toString());
    } catch (IOException | RuntimeException e) {
      return (int) thread.threadId();
    }
  }

  /** Cut at a character's boundary where it is too long. */
  static byte[] terminated(String name) {
    byte[] utf8 = name.replace('\0', '?').getBytes(StandardCharsets.UTF_8);
    int length = Math.min(utf8.length, FlightFileLayout.SLOT_NAME_BYTES - 1);
    if (length < utf8.length) {
      while (length > 0 && (utf8[length] & 0xc0) == 0x80) {
        length--;
      }
    }
    return Arrays.copyOf(Arrays.copyOf(utf8, length), length + 1);
  }

  int vtid() {
    return vtid;
  }

  /**
   * The name in the system of the calling thread, whose identity this is; at most 15 bytes without
   * NUL. Elsewhere than in Linux the beginning of Java's name.
   */
  byte[] systemName() {
    byte[] bytes = Arrays.copyOf(name, name.length - 1);
    if (!shared) {
      try {
        byte[] line = Files.readAllBytes(OWN_NAME);
        bytes = Arrays.copyOf(line, Math.max(0, line.length - 1));
      } catch (IOException e) {
        // Java's name it is.
      }
    }
    return Arrays.copyOf(bytes, Math.min(bytes.length, SYSTEM_NAME_BYTES));
  }

  /** UTF-8 with its NUL. */
  byte[] name() {
    return name;
  }

  boolean alive() {
    return shared || thread.isAlive();
  }
}
