package dev.muninn.server.process;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.muninn.server.config.Config;
import dev.muninn.server.config.ConfigException;
import dev.muninn.server.config.LogLevel;
import dev.muninn.server.log.Log;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/**
 * How many files and sockets the process may have open, and that {@code maxclients} fits: the limit
 * is raised as far as the system lets it; what cannot be had is taken off maxclients.
 */
public final class OpenFiles {
  /** Files that are no clients' (CONFIG_MIN_RESERVED_FDS). */
  static final int RESERVED = 32;

  /** The limit of one process; tests have their own. */
  interface Limit {
    /** Soft limit, -1 when it is unknown. */
    long get();

    /** Sets soft and hard limit. @return null, or why it cannot be had */
    @Nullable String set(long files);
  }

  private final Limit limit;
  private final Log log;

  /** The limit of this process. */
  public OpenFiles(Log log) {
    this(new ProcessLimit(), log);
  }

  OpenFiles(Limit limit, Log log) {
    this.limit = limit;
    this.log = log;
  }

  /**
   * Sees to it that so many clients can connect.
   *
   * @return how many can; fewer than asked for when the log says so
   * @throws ConfigException not even one can
   */
  public int fit(int maxclients) throws ConfigException {
    long wanted = (long) maxclients + RESERVED;
    long old = limit.get();
    if (old < 0 || old >= wanted) {
      return maxclients;
    }
    String reason = limit.set(wanted);
    if (reason == null) {
      log.log(
          LogLevel.NOTICE,
          "Increased maximum number of open files to "
              + wanted
              + " (it was originally set to "
              + old
              + ").");
      return maxclients;
    }
    long best = most(old, wanted);
    if (best <= RESERVED) {
      throw new ConfigException(
          "Your current 'ulimit -n' of "
              + old
              + " is not enough for the server to start. Please increase your open file limit to"
              + " at least "
              + wanted
              + ". Exiting.");
    }
    int possible = (int) (best - RESERVED);
    log.log(
        LogLevel.WARNING,
        "You requested maxclients of "
            + maxclients
            + " requiring at least "
            + wanted
            + " max file descriptors.");
    log.log(
        LogLevel.WARNING,
        "Server can't set maximum open files to "
            + wanted
            + " because of OS error: "
            + reason
            + ".");
    log.log(
        LogLevel.WARNING,
        "Current maximum open files is "
            + best
            + ". maxclients has been reduced to "
            + possible
            + " to compensate for low ulimit. If you need higher maxclients increase 'ulimit -n'.");
    return possible;
  }

  /** The highest limit that can be had, by halving: what cannot be had may be far away. */
  private long most(long has, long refused) {
    long low = has;
    long high = refused;
    while (high - low > 1) {
      long middle = low + (high - low) / 2;
      if (limit.set(middle) == null) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** CONFIG SET maxclients: what cannot be had is refused. */
  public void check(Config now) throws ConfigException {
    int possible = fit(now.maxclients);
    if (possible < now.maxclients) {
      throw new ConfigException(
          "The operating system is not able to handle the specified number of clients, try with "
              + possible);
    }
  }

  /** By getrlimit and setrlimit of the C library; unknown where there are none. */
  @SuppressWarnings("restricted") // downcalls are the purpose of this class
  private static final class ProcessLimit implements Limit {
    private static final int RLIMIT_NOFILE = 7;

    @Override
    public long get() {
      if (!System.getProperty("os.name", "").equals("Linux")) {
        return -1;
      }
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment pair = arena.allocate(JAVA_LONG, 2);
        long soft = call("getrlimit", pair, arena) == 0 ? pair.getAtIndex(JAVA_LONG, 0) : -1;
        return soft == -1 ? Long.MAX_VALUE : soft; // all bits set is RLIM_INFINITY
      }
    }

    @Override
    public @Nullable String set(long files) {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment pair = arena.allocate(JAVA_LONG, 2);
        pair.setAtIndex(JAVA_LONG, 0, files);
        pair.setAtIndex(JAVA_LONG, 1, files);
        int error = call("setrlimit", pair, arena);
        return error == 0 ? null : text(error);
      }
    }

    /** Returns 0 or the error's number. */
    private static int call(String name, MemorySegment pair, Arena arena) {
      Linker linker = Linker.nativeLinker();
      Linker.Option errno = Linker.Option.captureCallState("errno");
      MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
      MethodHandle function =
          linker.downcallHandle(
              linker.defaultLookup().findOrThrow(name),
              FunctionDescriptor.of(JAVA_INT, JAVA_INT, ValueLayout.ADDRESS),
              errno);
      try {
        int result = (int) function.invokeExact(state, RLIMIT_NOFILE, pair);
        return result == 0
            ? 0
            : state.get(
                JAVA_INT,
                Linker.Option.captureStateLayout()
                    .byteOffset(MemoryLayout.PathElement.groupElement("errno")));
      } catch (Throwable e) {
        throw new AssertionError("downcall: " + e.getMessage(), e);
      }
    }

    private static String text(int errno) {
      return switch (errno) {
        case 1 -> "Operation not permitted";
        case 22 -> "Invalid argument";
        default -> "errno=" + errno;
      };
    }
  }
}
