package dev.muninn.tracepoint.mapping;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.muninn.tracepoint.elf.Machine;
import dev.muninn.tracepoint.usdt.Platform;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Takes the faults of watched mappings before the JVM does. Left to it, a fault becomes an
 * InternalError thrown at some later point of the thread that faulted, perhaps in the middle of a
 * change of something else; or the end of the process, where native code ran.
 *
 * <p>All other faults go on to the handler that was there before, as if this were not.
 */
final class FaultHandler {
  private static final int SIGBUS = 7;
  private static final int SA_SIGINFO = 4;

  /** Layout of {@code struct sigaction}, the same in glibc and musl on both machines. */
  private static final int ACTION_SIZE = 152;

  private static final int ACTION_FLAGS = 136;

  /** Handlers below are SIG_DFL and SIG_IGN. */
  private static final long FIRST_HANDLER = 2;

  private static final VarHandle WORD = JAVA_LONG.varHandle();

  private static final @Nullable FaultHandler INSTALLED = install();

  private final MemorySegment table;
  private final boolean[] taken = new boolean[HandlerCode.ENTRIES];

  private FaultHandler(MemorySegment table) {
    this.table = table;
  }

  /** The handler of this process; null where the platform has none. */
  static @Nullable FaultHandler installed() {
    return INSTALLED;
  }

  private static @Nullable FaultHandler install() {
    Machine machine = Platform.machine().orElse(null);
    if (machine == null || !nativeAccess()) {
      return null;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment action = arena.allocate(ACTION_SIZE, Long.BYTES);
      if (!SystemCalls.sigaction(SIGBUS, MemorySegment.NULL, action)) {
        return null;
      }
      long next = action.get(JAVA_LONG, 0);
      boolean told = (action.get(ValueLayout.JAVA_INT, ACTION_FLAGS) & SA_SIGINFO) != 0;
      if (Long.compareUnsigned(next, FIRST_HANDLER) < 0 || !told) {
        return null;
      }
      MemorySegment table =
          LazyMemory.allocate((long) HandlerCode.ENTRIES * HandlerCode.ENTRY_SIZE, Arena.global());
      for (int entry = 0; entry < HandlerCode.ENTRIES; entry++) {
        clear(table, entry);
      }
      long code = executable(machine, table, next);
      if (code == 0) {
        return null;
      }
      action.set(JAVA_LONG, 0, code);
      return SystemCalls.sigaction(SIGBUS, action, MemorySegment.NULL)
          ? new FaultHandler(table)
          : null;
    }
  }

  @SuppressWarnings("restricted") // asked in order to know whether the JVM denies it
  private static boolean nativeAccess() {
    try {
      MemorySegment.NULL.reinterpret(1);
      return true;
    } catch (IllegalCallerException e) {
      return false;
    }
  }

  /** Address of the code; 0 where the system lets no memory become code. */
  private static long executable(Machine machine, MemorySegment table, long next) {
    int page = SystemCalls.pageSize();
    byte[] code = HandlerCode.of(machine, table.address(), next, page);
    MemorySegment memory = LazyMemory.allocate(page, Arena.global());
    MemorySegment.copy(code, 0, memory, ValueLayout.JAVA_BYTE, 0, code.length);
    int protection = SystemCalls.PROT_READ | SystemCalls.PROT_EXEC;
    return SystemCalls.mprotect(memory.address(), page, protection) ? memory.address() : 0;
  }

  /** An entry that no address lies in. */
  private static void clear(MemorySegment table, int entry) {
    WORD.setVolatile(table, at(entry, HandlerCode.BEGIN), -1L);
    WORD.setVolatile(table, at(entry, HandlerCode.END), -1L);
  }

  private static long at(int entry, int field) {
    return (long) entry * HandlerCode.ENTRY_SIZE + field;
  }

  /**
   * Watches a mapping.
   *
   * @return its entry; -1 where there is none free
   */
  synchronized int watch(long address, long size, boolean writable) {
    for (int entry = 0; entry < HandlerCode.ENTRIES; entry++) {
      if (!taken[entry]) {
        taken[entry] = true;
        int protection = SystemCalls.PROT_READ | (writable ? SystemCalls.PROT_WRITE : 0);
        table.set(JAVA_LONG, at(entry, HandlerCode.FAULTS), 0);
        table.set(JAVA_LONG, at(entry, HandlerCode.PROTECTION), protection);
        WORD.setVolatile(table, at(entry, HandlerCode.END), address + size);
        WORD.setVolatile(table, at(entry, HandlerCode.BEGIN), address);
        return entry;
      }
    }
    return -1;
  }

  /** Watches it no more; called before it is unmapped. */
  synchronized void forget(int entry) {
    clear(table, entry);
    taken[entry] = false;
  }

  /** Pages of the mapping that were lost and are zeros now. */
  long faults(int entry) {
    return (long) WORD.getVolatile(table, at(entry, HandlerCode.FAULTS));
  }
}
