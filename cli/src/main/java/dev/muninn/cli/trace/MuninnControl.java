package dev.muninn.cli.trace;

import dev.muninn.cli.client.Reply;
import dev.muninn.cli.client.ServerConnection;
import dev.muninn.cli.terminal.Quantities;
import dev.muninn.cli.terminal.Terminal;
import dev.muninn.cli.terminal.ToolFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The verbs as TRACE commands to a running server; it says what {@code lttng} would say. */
final class MuninnControl implements TraceControl {
  /** What the first lines of a session tell, and so its list does not. */
  private static final Set<String> TOLD = Set.of("name", "active", "output", "mode", "rules");

  private final ServerConnection server;
  private final Remembered remembered;
  private final Terminal terminal;

  MuninnControl(ServerConnection server, Remembered remembered, Terminal terminal) {
    this.server = server;
    this.remembered = remembered;
    this.terminal = terminal;
  }

  /** The session named, or the current one. */
  private String session(@Nullable String name) throws ToolFailure {
    String session = name == null ? remembered.get(Remembered.SESSION) : name;
    if (session == null) {
      throw new ToolFailure(
          "no current session: make one with 'muninn trace create', or name one ('muninn trace"
              + " list' shows them)");
    }
    return session;
  }

  private Reply trace(String verb, String session, List<String> more) throws ToolFailure {
    List<String> command = new ArrayList<>(List.of("TRACE", verb, session));
    command.addAll(more);
    return server.call(command);
  }

  @Override
  public void create(NewSession session) throws ToolFailure {
    List<String> more = new ArrayList<>(List.of("TRACE", "CREATE", session.name()));
    if (session.snapshot()) {
      more.add("SNAPSHOT");
    }
    number(more, "BUFFER", session.bufferBytes());
    number(more, "MAX-SIZE", session.maxBytes());
    number(more, "MAX-TIME", session.maxMillis());
    number(more, "ROTATE-SIZE", session.rotateBytes());
    number(more, "ROTATE-TIME", session.rotateMillis());
    number(more, "KEEP", session.keepChunks());
    // An automatic name has the time in it already.
    List<String> usual = session.autoNamed() ? List.of("OUTPUT", session.name()) : List.of();
    WantedOutput wanted = null;
    if (session.output() == null) {
      more.addAll(usual);
      server.call(more);
    } else {
      wanted = new WantedOutput(server, terminal, session.output());
      wanted.call(more, usual);
    }
    String output = state(session.name()).output();
    if (wanted != null) {
      output = linked(session.name(), wanted, output);
    }
    rememberCurrent(session.name());
    terminal.line("Session " + session.name() + " created.");
    if (!output.isEmpty()) {
      terminal.line("Traces will be output to " + output);
    }
  }

  /** Where the user finds the trace; where that cannot be, there is to be no session. */
  private String linked(String session, WantedOutput wanted, String output) throws ToolFailure {
    try {
      return wanted.link(output);
    } catch (ToolFailure e) {
      trace("DESTROY", session, List.of());
      throw e;
    }
  }

  private void rememberCurrent(String session) {
    remembered.put(Remembered.SESSION, session);
    boolean socket = server.address().socket() != null;
    remembered.put(Remembered.HOST, socket ? null : server.address().host());
    remembered.put(Remembered.PORT, socket ? null : Integer.toString(server.address().port()));
    remembered.put(Remembered.SOCKET, server.address().socket());
  }

  @Override
  public void setCurrent(String session) throws ToolFailure {
    SessionState there = state(session);
    rememberCurrent(there.name());
    terminal.line("Session set to " + there.name());
  }

  private static void number(List<String> words, String name, long value) {
    if (value > 0) {
      words.addAll(List.of(name, Long.toString(value)));
    }
  }

  @Override
  public void enable(@Nullable String name, EventChoice events) throws ToolFailure {
    String session = session(name);
    List<String> more = new ArrayList<>(events.patterns());
    if (!events.filter().isEmpty()) {
      more.addAll(List.of("FILTER", events.filter()));
    }
    if (events.sampleEvery() > 1) {
      more.addAll(List.of("SAMPLE", Long.toString(events.sampleEvery())));
    }
    if (!events.excludes().isEmpty()) {
      more.add("EXCLUDE");
      more.addAll(events.excludes());
    }
    boolean none = trace("ENABLE", session, more).text().equals("0");
    for (String pattern : events.patterns()) {
      terminal.line("event " + pattern + " enabled in session " + session);
    }
    if (none) {
      terminal.note("no event has such a name yet; 'muninn trace list -u' shows those there are");
    }
  }

  @Override
  public void disable(@Nullable String name, List<String> patterns) throws ToolFailure {
    String session = session(name);
    trace("DISABLE", session, patterns);
    for (String pattern : patterns) {
      terminal.line("event " + pattern + " disabled in session " + session);
    }
  }

  @Override
  public void addContext(@Nullable String name, List<String> types, @Nullable String channel)
      throws ToolFailure {
    if (channel != null) {
      throw new ToolFailure(
          "a server's session has no channels: leave --channel away, contexts are for all events");
    }
    trace("ADD-CONTEXT", session(name), types);
    for (String type : types) {
      terminal.line("UST context " + type + " added to all channels");
    }
  }

  @Override
  public void track(@Nullable String name, List<String> pids) throws ToolFailure {
    each("TRACK", session(name), pids, "added to");
  }

  @Override
  public void untrack(@Nullable String name, List<String> pids) throws ToolFailure {
    each("UNTRACK", session(name), pids, "removed from");
  }

  private void each(String verb, String session, List<String> pids, String done)
      throws ToolFailure {
    for (String pid : pids.isEmpty() ? List.of("ALL") : pids) {
      trace(verb, session, List.of(pid));
      String who = pid.equals("ALL") ? "All processes" : "Process " + pid;
      terminal.line(who + " " + done + " the tracker of session " + session);
    }
  }

  @Override
  public void start(@Nullable String name) throws ToolFailure {
    String session = session(name);
    trace("START", session, List.of());
    terminal.line("Tracing started for session " + session);
  }

  @Override
  public void stop(@Nullable String name) throws ToolFailure {
    String session = session(name);
    trace("STOP", session, List.of());
    terminal.line("Tracing stopped for session " + session);
    SessionState state = state(session);
    remember(state.output());
    warnOfLost(state);
  }

  @Override
  public void snapshot(@Nullable String name, @Nullable String to) throws ToolFailure {
    String session = session(name);
    String path;
    if (to == null) {
      path = trace("SNAPSHOT", session, List.of()).text();
    } else {
      WantedOutput wanted = new WantedOutput(server, terminal, to);
      path = wanted.link(wanted.call(List.of("TRACE", "SNAPSHOT", session), List.of()).text());
    }
    terminal.line("Snapshot recorded successfully for session " + session + ": " + path);
    remember(path);
  }

  @Override
  public void rotate(@Nullable String name) throws ToolFailure {
    String session = session(name);
    String path = trace("ROTATE", session, List.of()).text();
    terminal.line("Session " + session + " rotated: " + path);
  }

  @Override
  public void enableRotation(@Nullable String session, long bytes, long micros) throws ToolFailure {
    throw new ToolFailure(
        "a server's session rotates from its creation: 'muninn trace create --rotate-size SIZE"
            + " --rotate-time TIME'");
  }

  @Override
  public void status(@Nullable String name) throws ToolFailure {
    print(state(session(name)));
  }

  @Override
  public void listSessions(@Nullable String name) throws ToolFailure {
    if (name != null) {
      print(state(name));
      return;
    }
    List<SessionState> sessions = SessionState.all(server.call("TRACE", "STATUS"));
    if (sessions.isEmpty()) {
      terminal.line("Currently no available recording session");
      return;
    }
    terminal.line("Available recording sessions:");
    int number = 0;
    for (SessionState session : sessions) {
      number++;
      terminal.line("  " + number + ") " + session.name() + " " + activity(session));
      if (!session.output().isEmpty()) {
        terminal.line("    Trace output: " + session.output());
      }
    }
    terminal.line("");
    terminal.line("Use muninn trace list <session_name> for more details");
  }

  /** What a session is now. */
  SessionState state(String session) throws ToolFailure {
    List<SessionState> states = SessionState.all(server.call("TRACE", "STATUS", session));
    if (states.isEmpty()) {
      throw new ToolFailure("the server has no session " + session);
    }
    return states.getFirst();
  }

  private static String activity(SessionState session) {
    return session.active() ? "[active]" : "[inactive]";
  }

  private void print(SessionState session) {
    terminal.line("Recording session " + session.name() + ": " + activity(session));
    if (!session.output().isEmpty()) {
      terminal.line("    Trace output: " + session.output());
    }
    for (Map.Entry<String, Reply> value : session.values().entrySet()) {
      if (!TOLD.contains(value.getKey()) && !value.getValue().text().isEmpty()) {
        terminal.line("    " + figure(value.getKey(), value.getValue().text()));
      }
    }
    Reply rules = session.values().get("rules");
    if (rules != null) {
      terminal.line("");
      terminal.line("Recording event rules:");
      for (Reply rule : rules.items()) {
        if (!rule.text().isEmpty()) {
          terminal.line("    " + rule.text());
        }
      }
    }
  }

  /** A line of what a session tells, its number as people read it. */
  private static String figure(String key, String value) {
    if (!value.matches("\\d{1,18}")) {
      return key + ": " + value;
    }
    long number = Long.parseLong(value);
    if (key.endsWith("-ms")) {
      return key.substring(0, key.length() - "-ms".length()) + ": " + Quantities.time(number);
    }
    return key
        + ": "
        + (key.endsWith("bytes") ? Quantities.size(number) : Quantities.count(number));
  }

  @Override
  public void listEvents(boolean fields) throws ToolFailure {
    EventList.print(server.call("TRACE", "LIST"), fields, terminal);
  }

  @Override
  public void destroy(@Nullable String name) throws ToolFailure {
    end(session(name));
  }

  private void end(String session) throws ToolFailure {
    SessionState before = state(session);
    trace("DESTROY", session, List.of());
    terminal.line("Session " + session + " destroyed");
    remember(before.output());
    if (session.equals(remembered.get(Remembered.SESSION))) {
      remembered.put(Remembered.SESSION, null);
      remembered.put(Remembered.HOST, null);
      remembered.put(Remembered.PORT, null);
      remembered.put(Remembered.SOCKET, null);
    }
  }

  @Override
  public void destroyAll() throws ToolFailure {
    for (SessionState session : SessionState.all(server.call("TRACE", "STATUS"))) {
      end(session.name());
    }
  }

  private void remember(String path) {
    if (!path.isEmpty()) {
      remembered.put(Remembered.TRACE, path);
    }
  }

  private void warnOfLost(SessionState state) {
    long lost = state.number("lost");
    if (lost > 0) {
      terminal.note(
          Quantities.count(lost)
              + " events were lost: give the session larger buffers (--buffer-size), or fewer"
              + " events");
    }
    String problem = state.text("problem");
    if (!problem.isEmpty()) {
      terminal.note(problem);
    }
  }
}
