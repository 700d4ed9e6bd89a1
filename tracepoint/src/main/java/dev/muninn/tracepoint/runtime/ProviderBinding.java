package dev.muninn.tracepoint.runtime;

import dev.muninn.tracepoint.usdt.LoadedProbes;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A provider's place in memory: one cell of 64 bytes per event, and the addresses native listeners
 * use.
 *
 * <p>A cell is LTTng's {@code struct lttng_ust_tracepoint} (56 bytes) and our pointer to the
 * event's description. Its aligned 64-bit word at offset 24 answers for all listeners: bits 0 to 31
 * are LTTng's state, 32 to 47 the USDT semaphore, which the kernel counts, 48 to 62 the recorder's,
 * bit 63 JFR's. Generated code reads it by one opaque load and goes on when it is not 0.
 */
public final class ProviderBinding {
  /** False iff the program was started with {@code -Dmuninn.tracepoints=off}. */
  public static final boolean PRESENT = !"off".equals(System.getProperty("muninn.tracepoints"));

  /** Access to a word: coordinates are {@link #words()} and {@link #wordOffset}. */
  public static final VarHandle WORD = ValueLayout.JAVA_LONG.varHandle();

  /** Bytes per event. */
  public static final long CELL_SIZE = 64;

  /** Bits of a word that native listeners set: LTTng and USDT. */
  public static final long NATIVE = 0x0000_ffff_ffff_ffffL;

  /** Bits of a word kept for the recorder, from bit 48: one per session. */
  public static final long RECORDER = 0x7fff_0000_0000_0000L;

  /** Bit of a word set while a JFR recording wants the event. */
  public static final long JFR = 1L << 63;

  private static final long WORD_OFFSET = 24;
  private static final long OWN_BITS_OFFSET = WORD_OFFSET + 6;
  private static final long LTTNG = 0xffff_ffffL;
  private static final long USDT = 0xffffL << 32;

  private static final AtomicInteger NEXT_ID = new AtomicInteger();

  private final ProviderDefinition definition;
  private final Supplier<List<Class<?>>> jfrEventClasses;
  private final MemorySegment words;
  private final @Nullable LoadedProbes probes;
  private final String problem;
  private final int firstId;
  private final int[] largestPayloads;

  private ProviderBinding(
      ProviderDefinition definition,
      Supplier<List<Class<?>>> jfrEventClasses,
      MemorySegment words,
      @Nullable LoadedProbes probes,
      String problem) {
    this.definition = definition;
    this.jfrEventClasses = jfrEventClasses;
    this.words = words;
    this.probes = probes;
    this.problem = problem;
    this.firstId = NEXT_ID.getAndAdd(definition.events().size());
    largestPayloads =
        definition.events().stream().mapToInt(EventDefinition::largestPayload).toArray();
  }

  /**
   * Gives a provider its memory and makes it known to the listeners. Never fails for lack of a
   * listener.
   *
   * @param jfrEventClasses the generated {@code jdk.jfr.Event} classes, one per event in order or
   *     none; called off the start-up path
   */
  public static ProviderBinding bind(
      ProviderDefinition definition, Supplier<List<Class<?>>> jfrEventClasses) {
    long size = definition.events().size() * CELL_SIZE;
    if (!PRESENT) {
      MemorySegment heap = MemorySegment.ofArray(new long[(int) (size / Long.BYTES)]);
      return new ProviderBinding(definition, jfrEventClasses, heap, null, "tracepoints are off");
    }
    ProviderBinding binding = load(definition, jfrEventClasses, size);
    Bindings.add(binding);
    return binding;
  }

  @SuppressWarnings("CatchingUnchecked") // a program must not fail to start for want of a tracer
  private static ProviderBinding load(
      ProviderDefinition definition, Supplier<List<Class<?>>> jfrEventClasses, long size) {
    try {
      LoadedProbes probes =
          LoadedProbes.load(
              definition.name(), UsdtArguments.probes(definition), LttngCall.machineCode());
      return new ProviderBinding(definition, jfrEventClasses, probes.cells(), probes, "");
    } catch (IOException | RuntimeException | LinkageError e) {
      MemorySegment plain = Arena.global().allocate(size, CELL_SIZE);
      return new ProviderBinding(
          definition, jfrEventClasses, plain, null, String.valueOf(e.getMessage()));
    }
  }

  /** Offset of an event's word in {@link #words()}, in bytes. */
  public static long wordOffset(int eventIndex) {
    return CELL_SIZE * eventIndex + WORD_OFFSET;
  }

  /** Whether an LTTng session wants the event. */
  public static boolean lttng(long word) {
    return (word & LTTNG) != 0;
  }

  /** Whether a tracer is attached to the event's USDT probe. */
  public static boolean usdt(long word) {
    return (word & USDT) != 0;
  }

  /** Whether a recording session wants the event. */
  public static boolean recorder(long word) {
    return (word & RECORDER) != 0;
  }

  /** Whether a JFR recording wants the event. */
  public static boolean jfr(long word) {
    return word < 0;
  }

  /** The cells. */
  public MemorySegment words() {
    return words;
  }

  /** An event's word now. */
  public long word(int eventIndex) {
    return (long) WORD.getOpaque(words, wordOffset(eventIndex));
  }

  /** The number of an event among all of the process, from 0: what the recorder calls it. */
  public int id(int eventIndex) {
    return firstId + eventIndex;
  }

  /** {@link EventDefinition#largestPayload} of an event. */
  int largestPayload(int eventIndex) {
    return largestPayloads[eventIndex];
  }

  /** What was bound. */
  public ProviderDefinition definition() {
    return definition;
  }

  /** The generated JFR event classes, in the order of the events; may be empty. */
  public List<Class<?>> jfrEventClasses() {
    return jfrEventClasses.get();
  }

  /** Address of an event's cell, for {@link Payload#fireLttng}. */
  public long cellAddress(int eventIndex) {
    return words.address() + CELL_SIZE * eventIndex;
  }

  /** Address of an event's USDT stub, for {@link Usdt}; 0 where the probes could not be loaded. */
  public long stubAddress(int eventIndex) {
    return probes == null ? 0 : probes.stub(eventIndex);
  }

  /** Address of a function that returns at once; 0 where the probes could not be loaded. */
  public long returnStubAddress() {
    return probes == null ? 0 : probes.returnStub();
  }

  /** Address of the LTTng fire code, for {@link LttngCall#install}; 0 where there is none. */
  public long fireCodeAddress() {
    return probes == null ? 0 : probes.fire();
  }

  /** Whether native listeners can see this provider; {@link #problem} tells why not. */
  public boolean hasProbes() {
    return probes != null;
  }

  /**
   * What the provider's USDT probes are made of on this kernel, and what a tracer's hit then is;
   * empty where there are none.
   */
  public String probeText() {
    return probes == null ? "" : probes.code().toString();
  }

  /** Why native listeners cannot see this provider; empty where they can. */
  public String problem() {
    return problem;
  }

  /**
   * Sets or clears bits of a word that are ours, all at once for readers.
   *
   * @param bits within {@link #RECORDER} and {@link #JFR}
   */
  public void setOwn(int eventIndex, long bits, boolean on) {
    if ((bits & NATIVE) != 0) {
      throw new IllegalArgumentException(
          "bits of native listeners: bits=" + Long.toHexString(bits));
    }
    long offset = CELL_SIZE * eventIndex + OWN_BITS_OFFSET;
    int mask = (int) (bits >>> 48);
    synchronized (this) {
      // Only these 16 bits are written: the kernel and LTTng write the others.
      int old = words.get(ValueLayout.JAVA_SHORT, offset);
      words.set(ValueLayout.JAVA_SHORT, offset, (short) (on ? old | mask : old & ~mask));
    }
  }
}
