package dev.muninn.analysis.export;

import dev.muninn.analysis.ctf.EventType;
import dev.muninn.analysis.ctf.Field;
import dev.muninn.analysis.ctf.Scope;
import dev.muninn.analysis.ctf.TraceInfo;

/** What an event of a type means for the exports, and where its fields are: found once per type. */
public final class TypeRole {
  /** What an event says. */
  public enum Kind {
    /** A command has run. */
    COMMAND,
    /** A command is about to run, and whose. */
    COMMAND_ENTRY,
    /** A command has run, as the events by speed tell; the same as COMMAND, without its name. */
    COMMAND_AGAIN,
    /** A turn of the event loop has ended. */
    TURN,
    /** Something else has ended, {@code duration} microseconds after it began. */
    SPAN,
    /** Something has been told of later: {@code start} is when it began. */
    PAST_SPAN,
    /** Time on no CPU, in a window. */
    CPU_WAIT,
    /** The beginning of what another event ends. */
    ENTRY,
    /** Something at a moment. */
    MOMENT
  }

  private final EventType type;
  private final String process;
  private final Kind kind;
  private final int duration;
  private final int start;
  private final int thread;
  private final int threadName;

  TypeRole(EventType type) {
    this.type = type;
    process = process(type.source());
    duration = integer(type, "duration");
    start = integer(type, "start");
    int context = type.field(Scope.STREAM_CONTEXT, "vtid");
    thread = context >= 0 ? context : type.field(Scope.PACKET, "vtid");
    threadName = type.field(Scope.PACKET, "thread");
    kind = kind(type);
  }

  private static String process(TraceInfo.Source source) {
    String name = source.environment("procname");
    String pid = source.environment("vpid");
    String host = source.environment("hostname");
    return (name.isEmpty() ? "process" : name)
        + (pid.isEmpty() ? "" : " " + pid)
        + (host.isEmpty() ? "" : " on " + host);
  }

  private static int integer(EventType type, String name) {
    int field = type.field(Scope.PAYLOAD, name);
    return field >= 0 && type.fields().get(field).kind() == Field.Kind.INTEGER ? field : -1;
  }

  private Kind kind(EventType event) {
    String provider = event.provider();
    if (provider.equals("redis")) {
      return Kind.ENTRY;
    }
    if (provider.endsWith("_entry")) {
      return event.name().equals("command_call_entry") && has("name", "client_id", "address")
          ? Kind.COMMAND_ENTRY
          : Kind.ENTRY;
    }
    if (duration < 0 || event.name().equals("connection_close")) {
      return Kind.MOMENT;
    }
    return switch (event.fullName()) {
      case "valkey_commands:command_call" -> has("name") ? Kind.COMMAND : Kind.SPAN;
      case "valkey_server:command", "valkey_server:fast_command" -> Kind.COMMAND_AGAIN;
      case "valkey_server:eventloop" -> Kind.TURN;
      case "process:cpu_wait" -> Kind.CPU_WAIT;
      default -> start >= 0 ? Kind.PAST_SPAN : Kind.SPAN;
    };
  }

  private boolean has(String... names) {
    for (String name : names) {
      if (type.field(Scope.PAYLOAD, name) < 0) {
        return false;
      }
    }
    return true;
  }

  /** The type. */
  public EventType type() {
    return type;
  }

  /** Name and id of the process whose trace the type is of, and its host. */
  String process() {
    return process;
  }

  /** What an event of the type says. */
  public Kind kind() {
    return kind;
  }

  /** Index of the field {@code duration}, or -1. */
  int duration() {
    return duration;
  }

  /** Index of the field {@code start}, or -1. */
  int start() {
    return start;
  }

  /** Index of the field with the thread's id, or -1. */
  int thread() {
    return thread;
  }

  /** Index of the field with the thread's name, or -1. */
  int threadName() {
    return threadName;
  }

  /** Index of a field of the payload, or -1. */
  int payload(String name) {
    return type.field(Scope.PAYLOAD, name);
  }
}
