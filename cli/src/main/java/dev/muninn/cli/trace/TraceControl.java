package dev.muninn.cli.trace;

import dev.muninn.cli.terminal.ToolFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code muninn trace} asks for, in LTTng's terms: a Muninn server does it, or LTTng itself. A
 * session that is null is the current one.
 */
interface TraceControl {

  /**
   * A session to be made; 0 and null mean the default or no limit.
   *
   * @param autoNamed whether the name was made up, of the time
   * @param output directory for the trace
   * @param snapshot whether the trace is kept in buffers only, until a snapshot is taken
   * @param bufferBytes size of the buffers
   * @param maxBytes recording stops at this size
   * @param maxMillis recording stops after this time
   * @param rotateBytes a new chunk begins at this size
   * @param rotateMillis a new chunk begins after this time
   * @param keepChunks older chunks are deleted
   */
  record NewSession(
      String name,
      boolean autoNamed,
      @Nullable String output,
      boolean snapshot,
      long bufferBytes,
      long maxBytes,
      long maxMillis,
      long rotateBytes,
      long rotateMillis,
      int keepChunks) {}

  /**
   * Events to be recorded.
   *
   * @param filter expression, or empty for all
   * @param sampleEvery each how many-th event is recorded; 1 for each
   */
  record EventChoice(
      List<String> patterns, String filter, List<String> excludes, long sampleEvery) {}

  /** Makes a session, which becomes the current one. */
  void create(NewSession session) throws ToolFailure;

  /** Makes a session that there is the current one. */
  void setCurrent(String session) throws ToolFailure;

  void enable(@Nullable String session, EventChoice events) throws ToolFailure;

  void disable(@Nullable String session, List<String> patterns) throws ToolFailure;

  /**
   * Records facts with every event.
   *
   * @param types their names, as LTTng has them
   * @param channel of LTTng, or null for all
   */
  void addContext(@Nullable String session, List<String> types, @Nullable String channel)
      throws ToolFailure;

  /** Limits recording to processes; an empty list is all of them. */
  void track(@Nullable String session, List<String> pids) throws ToolFailure;

  /** Takes processes out; an empty list is all of them. */
  void untrack(@Nullable String session, List<String> pids) throws ToolFailure;

  void start(@Nullable String session) throws ToolFailure;

  void stop(@Nullable String session) throws ToolFailure;

  void snapshot(@Nullable String session, @Nullable String output) throws ToolFailure;

  void rotate(@Nullable String session) throws ToolFailure;

  /** Rotates by itself from now on, by size or by time; 0 is not. */
  void enableRotation(@Nullable String session, long bytes, long micros) throws ToolFailure;

  void status(@Nullable String session) throws ToolFailure;

  /** Sessions, or one of them with its events. */
  void listSessions(@Nullable String session) throws ToolFailure;

  /** Events that can be recorded. */
  void listEvents(boolean fields) throws ToolFailure;

  /** Ends sessions; their files stay. */
  void destroy(@Nullable String session) throws ToolFailure;

  void destroyAll() throws ToolFailure;
}
