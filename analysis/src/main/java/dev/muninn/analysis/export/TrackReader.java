package dev.muninn.analysis.export;

import dev.muninn.analysis.ctf.EventCursor;
import dev.muninn.analysis.ctf.EventType;
import dev.muninn.analysis.ctf.TraceException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a trace's events and tells of each which thread it is of, in which turn of the event
 * loop it lies, and, at the end of a command, who sent it.
 *
 * <p>Threads are told apart by the id that Muninn's packets and LTTng's context {@code vtid} have;
 * in a trace without it all events of a process are one thread's.
 */
public final class TrackReader {
  private static final int MAX_TRACKS = 1 << 16;

  private final EventCursor cursor;
  private final Map<String, EventTrack> tracks = new HashMap<>();
  private final List<EventTrack> order = new ArrayList<>();
  private TypeRole[] roles = new TypeRole[0];

  private @Nullable EventTrack track;
  private @Nullable TypeRole role;
  private long lastThread;
  private boolean turnEnded;
  private boolean commandEnded;

  /** Reads from a cursor that is at its beginning. */
  public TrackReader(EventCursor cursor) {
    this.cursor = cursor;
  }

  /** The cursor, for the fields of the current event. */
  public EventCursor cursor() {
    return cursor;
  }

  /** Goes to the next event. @return false where there is none */
  public boolean next() throws TraceException {
    endLast();
    if (!cursor.next()) {
      return false;
    }
    TypeRole current = role(cursor.type());
    EventTrack of = track(current);
    role = current;
    track = of;
    switch (current.kind()) {
      case COMMAND_ENTRY -> enter(current, of.entry);
      case COMMAND -> commandEnded = true;
      case TURN -> turnEnded = true;
      default -> {}
    }
    return true;
  }

  /** The current event's part in the thread's state ends when the next one is looked at. */
  private void endLast() {
    EventTrack last = track;
    if (last != null && turnEnded) {
      last.endTurn();
    }
    if (last != null && commandEnded) {
      last.entry.set = false;
    }
    turnEnded = false;
    commandEnded = false;
  }

  private void enter(TypeRole type, EventTrack.CommandEntry entry) {
    entry.set = true;
    entry.nanos = cursor.nanos();
    entry.name = cursor.stringValue(type.payload("name"));
    entry.clientId = cursor.longValue(type.payload("client_id"));
    entry.address = cursor.stringValue(type.payload("address"));
    int clientName = type.payload("client_name");
    entry.clientName = clientName < 0 ? "" : cursor.stringValue(clientName);
  }

  private TypeRole role(EventType type) {
    int index = type.index();
    if (index >= roles.length) {
      roles = Arrays.copyOf(roles, Math.max(index + 1, 2 * roles.length));
    }
    TypeRole known = roles[index];
    if (known == null) {
      known = new TypeRole(type);
      roles[index] = known;
    }
    return known;
  }

  private EventTrack track(TypeRole of) {
    long thread = of.thread() < 0 ? 0 : cursor.longValue(of.thread());
    EventTrack last = track;
    if (last != null && thread == lastThread && last.process().equals(of.process())) {
      return last;
    }
    lastThread = thread;
    String key = of.process() + '\n' + (tracks.size() < MAX_TRACKS ? thread : 0);
    EventTrack known = tracks.get(key);
    if (known == null) {
      String name = of.threadName() < 0 ? null : cursor.stringValue(of.threadName());
      known = new EventTrack(order.size(), of.process(), thread, name);
      tracks.put(key, known);
      order.add(known);
    }
    return known;
  }

  /** The current event's thread. */
  public EventTrack track() {
    return current(track);
  }

  /** What the current event says. */
  public TypeRole role() {
    return current(role);
  }

  private static <T> T current(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("no event: next has not returned true");
    }
    return value;
  }

  /** Microseconds that the event measured; 0 where it measured none. */
  public long duration() {
    int field = role().duration();
    return field < 0 ? 0 : Math.max(0, cursor.longValue(field));
  }

  /** Whether the current event ends a command of which it is known who sent it. */
  public boolean senderKnown() {
    return commandEnded && track().entry.set && track().entry.nanos <= cursor.nanos();
  }

  /** The sender's id; of meaning if {@link #senderKnown}. */
  public long clientId() {
    return track().entry.clientId;
  }

  /** The sender's address; of meaning if {@link #senderKnown}. */
  public String address() {
    return track().entry.address;
  }

  /** The sender's name, or empty; of meaning if {@link #senderKnown}. */
  public String clientName() {
    return track().entry.clientName;
  }

  /** When the command began, if {@link #senderKnown}; nanoseconds since the epoch. */
  long entered() {
    return track().entry.nanos;
  }

  /** All threads met so far. */
  public List<EventTrack> tracks() {
    return order;
  }
}
