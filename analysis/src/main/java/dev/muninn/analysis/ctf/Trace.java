package dev.muninn.analysis.ctf;

import dev.muninn.analysis.ctf.metadata.Metadata;
import dev.muninn.analysis.ctf.metadata.MetadataException;
import dev.muninn.tracepoint.recorder.FlightFileLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trace, or several that are read as one: a CTF directory or a directory with such below it, as
 * LTTng's and those of rotated sessions, or a flight recorder's file. Only the metadata is read
 * before {@link #events}; memory is bounded by the number of streams, not by their sizes. Not for
 * several threads.
 */
public final class Trace implements AutoCloseable {
  private final Path path;
  private final List<EventType> types = new ArrayList<>();
  private final List<TraceLayout> layouts = new ArrayList<>();
  private final Map<Path, TraceLayout> known = new HashMap<>();
  private final Warnings warnings = new Warnings();
  private final List<EventCursor> cursors = new ArrayList<>();

  private final @Nullable RecoveredFlight flight;
  private final Path root;

  private Trace(Path path, @Nullable RecoveredFlight flight) {
    this.path = path;
    this.flight = flight;
    root = flight == null ? path : flight.directory();
  }

  /**
   * Opens a trace.
   *
   * @throws TraceException when it is none, is of a version other than CTF 1.8 and 2, or cannot be
   *     read
   */
  public static Trace open(Path path) throws TraceException {
    if (!Files.exists(path)) {
      throw new TraceException(path + ": no such file or directory");
    }
    if (!Files.isReadable(path)) {
      throw new TraceException(path + ": cannot be read: permission denied");
    }
    Trace trace = new Trace(path, Files.isDirectory(path) ? null : RecoveredFlight.of(path));
    try {
      if (trace.findTraces() == 0) {
        Path ring = path.resolve(FlightFileLayout.FILE_NAME);
        if (trace.flight != null || !Files.exists(ring)) {
          throw new TraceException(path + ": not a trace: no file named metadata in or below it");
        }
        return open(ring);
      }
      return trace;
    } catch (TraceException e) {
      trace.close();
      throw e;
    }
  }

  /** Looks for traces that were not there before, and returns how many there are now. */
  int findTraces() throws TraceException {
    for (Path directory : TraceFiles.traces(root)) {
      if (!known.containsKey(directory)) {
        TraceLayout layout = read(directory);
        known.put(directory, layout);
        layouts.add(layout);
      }
    }
    return layouts.size();
  }

  private TraceLayout read(Path directory) throws TraceException {
    Path file = directory.resolve("metadata");
    try {
      Metadata metadata = MetadataFile.parse(file);
      Path relative = root.relativize(directory);
      TraceInfo.Source source =
          new TraceInfo.Source(
              directory,
              relative.toString(),
              metadata.uuid(),
              metadata.environment(),
              metadata.clocks());
      return new TraceLayout(source, metadata, types);
    } catch (MetadataException e) {
      throw new TraceException(file + ": " + e.getMessage(), e);
    }
  }

  List<TraceLayout> layouts() {
    return layouts;
  }

  Warnings warningList() {
    return warnings;
  }

  /** What is known without reading events. */
  public TraceInfo info() throws TraceException {
    List<TraceInfo.Source> sources = new ArrayList<>();
    int streams = 0;
    long bytes = 0;
    for (TraceLayout layout : layouts) {
      sources.add(layout.source);
      for (Path file : TraceFiles.streams(layout.source.path())) {
        streams++;
        try {
          bytes += Files.size(file);
        } catch (IOException e) {
          throw new TraceException(file + ": cannot be read: " + MetadataFile.reason(e), e);
        }
      }
    }
    return new TraceInfo(path, sources, streams, bytes);
  }

  /** All types the metadata defines, by {@link EventType#index}, whether or not events occurred. */
  public List<EventType> types() {
    return List.copyOf(types);
  }

  /** All events in order of time. */
  public EventCursor events() throws TraceException {
    return events(TimeRange.ALL);
  }

  /** The events of a range in order of time. */
  public EventCursor events(TimeRange range) throws TraceException {
    return cursor(range, false);
  }

  /**
   * Events of a trace that is being written: {@link EventCursor#next} tells what is there, {@link
   * EventCursor#refresh} looks for more. Events are in order of time within what one refresh found.
   */
  public EventCursor follow(TimeRange range) throws TraceException {
    return cursor(range, true);
  }

  private EventCursor cursor(TimeRange range, boolean follow) throws TraceException {
    EventCursor cursor = new EventCursor(this, range, follow);
    cursors.add(cursor);
    return cursor;
  }

  /** What was wrong but did not end the reading, one line each; complete when all was read. */
  public List<String> warnings() {
    return warnings.lines();
  }

  /** Whether some of it could not be read; complete when all was read. */
  public boolean damaged() {
    return !warnings.lines().isEmpty();
  }

  /** Closes its cursors, and removes what was recovered of a flight recorder's file. */
  @Override
  public void close() {
    cursors.forEach(EventCursor::close);
    if (flight != null) {
      flight.close();
    }
  }
}
