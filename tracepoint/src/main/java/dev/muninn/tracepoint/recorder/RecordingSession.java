package dev.muninn.tracepoint.recorder;

import dev.muninn.tracepoint.mapping.LazyMemory;
import dev.muninn.tracepoint.runtime.ProviderBinding;
import dev.muninn.tracepoint.runtime.RecordingSlots;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A recording session. Its methods may be called by any thread; those that write files hold one
 * another up, firing threads are never held up.
 */
@SuppressWarnings("exports") // @Nullable: a program need not have the annotations
public final class RecordingSession {
  /** Event patterns there are at most: of rules, of their exclusions, and disabled ones. */
  public static final int MAX_PATTERNS = EventPlans.MAX_PATTERNS;

  /** After so long, events reach the disk though their packet is not full. */
  private static final long PARTLY_AFTER = TimeUnit.MILLISECONDS.toNanos(200);

  private final SessionOptions options;
  private final RecorderThread thread;
  private final TraceEnvironment environment;
  private final Arena arena;
  private final SlotPool pool;
  private final Streams streams;
  private final EventPlans plans;
  private final Triggers triggers;
  private final Snapshots snapshots;
  private final int slot;
  private final SessionOutput output;

  /** Guarded by {@link Recorder#RULES}: the pids recorded; null for all. */
  private @Nullable Set<Long> tracked;

  /** Guarded by {@link Recorder#RULES}: whether it was ever started. */
  private boolean begun;

  private volatile boolean active;
  private volatile String problem = "";

  /** Events in the buffers that could not be written, once the session has ended for that. */
  private volatile long unwritten;

  private volatile Stopwatch stopwatch = new Stopwatch(0, 0, false);

  // Guarded by this.
  private boolean destroyed;
  private long partlyAt;

  private record Stopwatch(long ran, long since, boolean on) {
    long at(long now) {
      return on ? ran + now - since : ran;
    }
  }

  private RecordingSession(
      SessionOptions options,
      RecorderThread thread,
      TraceEnvironment environment,
      Arena arena,
      SlotPool pool,
      SessionOutput output)
      throws RecorderException {
    this.options = options;
    this.thread = thread;
    this.environment = environment;
    this.arena = arena;
    this.output = output;
    this.pool = pool;
    triggers = new Triggers();
    plans = new EventPlans(triggers);
    streams = new Streams(plans, pool);
    snapshots = new Snapshots(options, environment, pool, streams, plans, output);
    slot = RecordingSlots.take(streams);
    if (slot < 0) {
      throw new RecorderException("too many sessions: max=" + RecordingSlots.MAX);
    }
  }

  static RecordingSession create(SessionOptions options, RecorderThread thread)
      throws RecorderException {
    TraceEnvironment environment = TraceEnvironment.here(options.name());
    Arena arena = Arena.ofShared();
    try {
      return create(options, thread, environment, arena);
    } catch (IOException e) {
      arena.close();
      throw new RecorderException(
          "session not created: name=" + options.name() + ": " + Problems.text(e), e);
    } catch (OutOfMemoryError e) {
      arena.close();
      throw new RecorderException(
          "no memory for the session: name="
              + options.name()
              + " bufferBytes="
              + options.bufferBytes(),
          e);
    } catch (RecorderException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  private static RecordingSession create(
      SessionOptions options, RecorderThread thread, TraceEnvironment environment, Arena arena)
      throws IOException, RecorderException {
    int slotBytes = options.packetBytes();
    int count = options.packets();
    if (options.mode() == Mode.FLIGHT) {
      FlightFile file =
          FlightFile.create(options.output(), slotBytes, count, environment.uuid(), arena);
      SlotPool pool =
          new SlotPool(file.memory(), FlightFileLayout.SLOTS_OFFSET, slotBytes, count, true);
      return new RecordingSession(
          options, thread, environment, arena, pool, new FlightOutput(file));
    }
    RingCopy.requireEmpty(options.output());
    SlotPool pool =
        new SlotPool(
            LazyMemory.allocate((long) slotBytes * count, arena), 0, slotBytes, count, false);
    return new RecordingSession(
        options, thread, environment, arena, pool, new DiskOutput(options, environment, pool));
  }

  /** The name it was made with. */
  public String name() {
    return options.name();
  }

  /** To disk or into a ring. */
  public Mode mode() {
    return options.mode();
  }

  /** What it was made with. */
  public SessionOptions options() {
    return options;
  }

  /** See {@link SessionStatus#memory}; any thread. */
  public long memory() {
    return pool.touchedBytes();
  }

  /** Whether it records. */
  public boolean active() {
    return active;
  }

  /**
   * Records the events of a rule from now on, those of providers bound later too. An event that
   * several rules match is recorded once, when one of them wants it; a rule that differs from an
   * earlier one in its sampling alone replaces it.
   *
   * @return how many events of the providers there are match
   * @throws RecorderException if the filter cannot be read or fits none of the events that match
   */
  public int enable(EventRule rule) throws RecorderException {
    return enable(List.of(rule));
  }

  /**
   * The same for several rules at once: all of them, or none where one is refused.
   *
   * @return the sum of what {@link #enable(EventRule)} returns for each
   * @throws RecorderException as {@link #enable(EventRule)}, or if the session would have more than
   *     1000 patterns, exclusions and disabled ones counted
   */
  public int enable(List<EventRule> rules) throws RecorderException {
    synchronized (Recorder.RULES) {
      requireAlive();
      EventPlans.Saved before = plans.save();
      int count = plans.add(rules, Recorder.bindings());
      follow(before);
      return count;
    }
  }

  /**
   * Takes a snapshot from now on when an event comes.
   *
   * @return how many events of the providers there are can set it off
   * @throws RecorderException as {@link #enable}
   */
  public int addTrigger(EventTrigger trigger) throws RecorderException {
    synchronized (Recorder.RULES) {
      requireAlive();
      EventPlans.Saved before = plans.save();
      int count = plans.add(trigger, Recorder.bindings());
      follow(before);
      return count;
    }
  }

  /** Takes no snapshots any more when events come. */
  public void clearTriggers() {
    synchronized (Recorder.RULES) {
      plans.clearTriggers();
      followQuietly();
    }
  }

  /** The triggers there are. */
  public List<EventTrigger> triggers() {
    synchronized (Recorder.RULES) {
      return plans.triggers();
    }
  }

  /**
   * Records the events a pattern matches no more.
   *
   * @param pattern as {@link EventRule#pattern}
   * @return how many were recorded and match
   * @throws IllegalArgumentException if it is no pattern
   * @throws RecorderException if the session would have more than 1000 patterns
   */
  public int disable(String pattern) throws RecorderException {
    return disable(List.of(pattern));
  }

  /** The same for several patterns at once; those before one that is refused are disabled. */
  public int disable(List<String> patterns) throws RecorderException {
    patterns.forEach(EventPattern::check);
    synchronized (Recorder.RULES) {
      try {
        int count = 0;
        for (String pattern : patterns) {
          count += plans.remove(pattern, Recorder.bindings());
        }
        return count;
      } finally {
        followQuietly();
      }
    }
  }

  /** The rules there are, what was disabled excluded from them. */
  public List<EventRule> rules() {
    synchronized (Recorder.RULES) {
      return plans.rules();
    }
  }

  /**
   * Records a process; the first call makes it the only one. A session sees its own process alone,
   * so this is for those who give the same commands to several.
   */
  public void track(long pid) {
    synchronized (Recorder.RULES) {
      Set<Long> pids = tracked == null ? new HashSet<>() : new HashSet<>(tracked);
      pids.add(pid);
      tracked = pids;
      showBits();
    }
  }

  /** Records a process no more; where none was tracked this does nothing. */
  public void untrack(long pid) {
    synchronized (Recorder.RULES) {
      if (tracked != null) {
        tracked.remove(pid);
        showBits();
      }
    }
  }

  /** Records all processes, as at first. */
  public void trackAll() {
    synchronized (Recorder.RULES) {
      tracked = null;
      showBits();
    }
  }

  /** Records no process. */
  public void untrackAll() {
    synchronized (Recorder.RULES) {
      tracked = new HashSet<>();
      showBits();
    }
  }

  /** Derives what is to be done from the rules; puts them back where that cannot be. */
  private void follow(EventPlans.Saved before) throws RecorderException {
    try {
      derive();
    } catch (RecorderException e) {
      plans.restore(before);
      throw e;
    }
  }

  /** After a change that adds no event. */
  private void followQuietly() {
    try {
      derive();
    } catch (RecorderException e) {
      Recorder.tell(options.log(), "recorder: session=" + name() + ": " + e.getMessage());
    }
  }

  private void derive() throws RecorderException {
    plans.see(Recorder.bindings());
    if (plans.undescribed() || !output.described()) {
      describe(streams.context());
      plans.described();
    }
    plans.publish();
    showBits();
  }

  private void describe(EventContext context) throws RecorderException {
    output.metadata(options.format().metadata(environment, context, plans.known()));
  }

  /**
   * Records a fact with every event, behind those added before.
   *
   * @throws RecorderException if the session has it, or has been started: as with LTTng, what is
   *     recorded with every event is chosen before
   */
  public void addContext(ContextField field) throws RecorderException {
    synchronized (Recorder.RULES) {
      requireAlive();
      if (begun) {
        throw new RecorderException(
            "session has been started, contexts are added before: name=" + name());
      }
      if (contexts().contains(field)) {
        throw new RecorderException("session has the context: name=" + name() + " type=" + field);
      }
      EventContext next = streams.context().with(field);
      if (output.described()) {
        describe(next);
      }
      streams.context(next);
    }
  }

  /** The facts recorded with every event. */
  public List<ContextField> contexts() {
    return streams.context().fields();
  }

  /** A provider was added; the caller holds {@link Recorder#RULES}. */
  void providerBound() {
    if (!plans.closed()) {
      followQuietly();
    }
  }

  private void showBits() {
    Set<Long> pids = tracked;
    showBits(active && (pids == null || pids.contains(ProcessHandle.current().pid())));
  }

  private void showBits(boolean on) {
    for (ProviderBinding binding : Recorder.bindings()) {
      for (int i = 0; i < binding.definition().events().size(); i++) {
        boolean wanted = on && plans.of(binding.id(i)) != null;
        binding.setOwn(i, RecordingSlots.bit(slot), wanted);
      }
    }
  }

  private void requireAlive() throws RecorderException {
    if (plans.closed()) {
      throw new RecorderException("session is destroyed: name=" + name());
    }
  }

  /**
   * Begins or goes on to record.
   *
   * @throws RecorderException if it was destroyed or has ended by itself
   */
  public synchronized void start() throws RecorderException {
    synchronized (Recorder.RULES) {
      requireAlive();
      if (!problem.isEmpty()) {
        throw new RecorderException("session has ended: name=" + name() + ": " + problem);
      }
      if (active) {
        return;
      }
      derive();
      partlyAt = System.nanoTime();
      stopwatch = new Stopwatch(stopwatch.ran(), partlyAt, true);
      active = true;
      begun = true;
      showBits();
    }
    thread.wake();
  }

  /** Records no more; what is on disk is then complete and can be read. */
  public synchronized void stop() {
    if (!active) {
      return;
    }
    halt("");
    try {
      streams.retire();
      output.flush(true);
      output.tellLost(streams);
    } catch (IOException e) {
      end(Problems.ofSession(e));
    }
  }

  /** What is seen as inactive has its problem and its figures. */
  private void halt(String reason) {
    synchronized (Recorder.RULES) {
      showBits(false);
      stopwatch = new Stopwatch(stopwatch.at(System.nanoTime()), 0, false);
      unwritten = output.unwritten(streams.context().size(), plans.known());
      problem = reason;
      active = false;
    }
  }

  /** Stops for a reason other than being told to. */
  private void end(String reason) {
    halt(reason);
    Recorder.tell(options.log(), "recorder: session=" + name() + " stopped: " + reason);
  }

  /** What the recorder's thread does again and again; whether there was much to do. */
  synchronized boolean pass() {
    if (!active) {
      return false;
    }
    long now = System.nanoTime();
    boolean partly = now - partlyAt >= PARTLY_AFTER;
    int full = 0;
    try {
      if (partly) {
        partlyAt = now;
      }
      streams.retire();
      full = output.flush(partly);
      output.rotateIfDue(now);
    } catch (IOException e) {
      end(Problems.ofSession(e));
    }
    String reason = triggers.take();
    if (reason != null) {
      snapshots.triggered(reason);
    }
    if (active && !options.maxTime().isZero() && stopwatch.at(now) >= options.maxTime().toNanos()) {
      stop();
      end("time limit reached: maxTime=" + options.maxTime());
    }
    return full > 0;
  }

  /**
   * Asks for a snapshot, taken soon by another thread, at most one each ten seconds. Allocates
   * nothing.
   *
   * @param reason what it is for; its letters, digits and {@code _ -} become part of the
   *     directory's name
   * @return false where the session is not active or it is too early
   */
  public boolean fireTrigger(String reason) {
    return active && triggers.fire(reason, EventTrigger.DEFAULT_INTERVAL);
  }

  /**
   * Writes what is in the buffers as a trace of its own: of a flight recorder its newest events, of
   * a session that writes to disk those in packets that are not on disk in full.
   *
   * @param to a directory, made or empty; null for one beneath the session's own
   * @return the directory
   * @throws RecorderException if it cannot be written
   */
  public synchronized Path snapshot(@Nullable Path to) throws RecorderException {
    requireAlive();
    Path path = to == null ? snapshots.path("") : to;
    snapshots.write(path);
    return path;
  }

  /**
   * Closes the chunk being written and begins the next.
   *
   * @return the directory of the closed one, a complete trace
   * @throws RecorderException if this is a flight recorder, or files cannot be written
   */
  public synchronized Path rotate() throws RecorderException {
    requireAlive();
    if (!problem.isEmpty()) {
      throw new RecorderException("session has ended: name=" + name() + ": " + problem);
    }
    try {
      streams.retire();
      output.flush(true);
      output.tellLost(streams);
      return output.rotate();
    } catch (IOException e) {
      String reason = Problems.ofSession(e);
      end(reason);
      throw new RecorderException("rotation: name=" + name() + ": " + reason, e);
    }
  }

  /** Stops and gives all memory back; files stay. The session cannot be used any more. */
  public synchronized void destroy() {
    if (destroyed) {
      return;
    }
    stop();
    destroyed = true;
    synchronized (Recorder.RULES) {
      unwritten = output.unwritten(streams.context().size(), plans.known());
      plans.close();
      RecordingSlots.giveBack(slot);
    }
    List<StreamWriter> writers = streams.writers();
    streams.retire();
    streams.detach();
    try {
      output.close();
    } catch (IOException e) {
      problem = Problems.ofSession(e);
    }
    Recorder.remove(this);
    MemoryRelease.free(arena, writers);
  }

  /** What it has done so far. Waits for no file, so that any thread may ask. */
  public SessionStatus status() {
    long inBuffers = unwritten;
    Snapshots.Taken taken = snapshots.taken();
    return new SessionStatus(
        name(),
        mode(),
        active,
        options.output(),
        streams.events() - inBuffers,
        streams.lost() + inBuffers,
        output.bytes(),
        output.packets(),
        streams.count(),
        output.rotations(),
        taken.count(),
        taken.last(),
        Duration.ofNanos(stopwatch.at(System.nanoTime())),
        problem,
        options.bufferBytes(),
        pool.touchedBytes());
  }

  @Override
  public String toString() {
    return name();
  }
}
