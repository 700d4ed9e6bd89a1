package dev.muninn.server.config;

import static dev.muninn.server.config.DirectiveTable.GB;
import static dev.muninn.server.config.DirectiveTable.MB;
import static dev.muninn.server.config.DirectiveTable.choice;
import static dev.muninn.server.config.DirectiveTable.integer;
import static dev.muninn.server.config.DirectiveTable.memory;
import static dev.muninn.server.config.DirectiveTable.text;
import static dev.muninn.server.config.DirectiveTable.upper;

import dev.muninn.tracepoint.recorder.TraceFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Directives: recording. */
final class TraceDirectives {
  private static final long MIN_RING = MB;
  private static final long MAX_RING = 64 * GB;
  private static final int MAX_SECONDS = 86_400;
  private static final String CTF_1_8 = "ctf1.8";
  private static final String CTF_2 = "ctf2";

  private static final List<String> EVENTS =
      List.of(
          "valkey_commands:*",
          "valkey_commands_entry:*",
          "valkey_server:*",
          "valkey_db:*",
          "valkey_connections:*",
          "jvm:*",
          "process:*");

  private TraceDirectives() {}

  static List<Directive<?>> list() {
    return List.of(
        text("trace-dir", "./muninn-traces", TraceDirectives::path)
            .guarded()
            .into((c, v) -> c.traceDir = v),
        choice("enable-trace-output-anywhere", "no", "no", "yes", "local")
            .immutable()
            .into((c, v) -> c.enableTraceOutputAnywhere = ProtectedAction.valueOf(upper(v))),
        memory("trace-max-memory", 256 * MB, 0, Long.MAX_VALUE)
            .into((c, v) -> c.traceMaxMemory = v),
        new Ring("trace-flight-recorder").into((c, v) -> c.traceFlightRecorder = v),
        new Patterns("trace-events", EVENTS).into((c, v) -> c.traceEvents = v),
        new Triggers("trace-trigger").into((c, v) -> c.traceTriggers = v),
        integer("trace-trigger-interval", 10, 1, MAX_SECONDS)
            .into((c, v) -> c.traceTriggerInterval = Math.toIntExact(v)),
        integer("trace-keep-snapshots", 10, 1, 10_000)
            .into((c, v) -> c.traceKeepSnapshots = Math.toIntExact(v)),
        choice("trace-format", CTF_1_8, CTF_1_8, CTF_2)
            .into(
                (c, v) ->
                    c.traceFormat = v.equals(CTF_2) ? TraceFormat.CTF_2 : TraceFormat.CTF_1_8));
  }

  private static @Nullable String path(String text) {
    return text.isEmpty() || text.indexOf('\0') >= 0 ? "argument must be a path" : null;
  }

  private static boolean none(List<String> words) {
    return words.isEmpty()
        || (words.size() == 1
            && (words.get(0).isEmpty() || words.get(0).toLowerCase(Locale.ROOT).equals("off")));
  }

  private static void line(Directive<?> directive, String value, boolean set, ConfigRewrite out) {
    out.line(directive.name(), directive.name() + " " + (value.isEmpty() ? "\"\"" : value), set);
  }

  /** Bytes of the flight recorder's file. */
  private static final class Ring extends Directive<Long> {
    Ring(String name) {
      super(name, 0L);
    }

    @Override
    Long parse(List<String> words, Long current) throws ConfigException {
      long value = MemoryUnits.parse(words.get(0));
      if (value != 0 && (value < MIN_RING || value > MAX_RING)) {
        throw new ConfigException(
            "argument must be 0 or between "
                + MIN_RING
                + " and "
                + MAX_RING
                + " inclusive, not "
                + Long.toUnsignedString(value));
      }
      return value;
    }

    @Override
    String format(Long value) {
      return Long.toString(value);
    }

    @Override
    void rewrite(Long value, ConfigRewrite out) {
      line(this, MemoryUnits.format(value), value != 0, out);
    }
  }

  /** Patterns of events. */
  private static final class Patterns extends Directive<List<String>> {
    private static final int MAX = 100;

    Patterns(String name, List<String> defaultValue) {
      super(name, defaultValue);
      multiArg = true;
    }

    @Override
    List<String> parse(List<String> words, List<String> current) throws ConfigException {
      if (none(words)) {
        return List.of();
      }
      if (words.size() > MAX || !words.stream().allMatch(w -> w.matches("[A-Za-z0-9_:*]{1,255}"))) {
        throw new ConfigException("argument must be patterns of events such as valkey_server:*");
      }
      return List.copyOf(words);
    }

    @Override
    String format(List<String> value) {
      return String.join(" ", value);
    }

    @Override
    void rewrite(List<String> value, ConfigRewrite out) {
      line(this, format(value), !value.equals(defaultValue), out);
    }
  }

  /** Pairs of a trigger and its limit. */
  private static final class Triggers extends Directive<List<TraceTrigger>> {
    private static final int MAX = 16;

    Triggers(String name) {
      super(name, List.of());
      multiArg = true;
    }

    @Override
    List<TraceTrigger> parse(List<String> words, List<TraceTrigger> current)
        throws ConfigException {
      if (none(words)) {
        return List.of();
      }
      if (words.size() % 2 != 0 || words.size() > 2 * MAX) {
        throw new ConfigException("argument must be triggers, each with its limit, or off");
      }
      List<TraceTrigger> triggers = new ArrayList<>();
      for (int i = 0; i < words.size(); i += 2) {
        triggers.add(TraceTrigger.parse(words.get(i), words.get(i + 1)));
      }
      return List.copyOf(triggers);
    }

    @Override
    List<TraceTrigger> again(List<TraceTrigger> before, List<TraceTrigger> value) {
      if (value.isEmpty()) {
        return value;
      }
      List<TraceTrigger> all = new ArrayList<>(before);
      all.addAll(value);
      return List.copyOf(all);
    }

    @Override
    String format(List<TraceTrigger> value) {
      return String.join(" ", value.stream().map(TraceTrigger::toString).toList());
    }

    @Override
    void rewrite(List<TraceTrigger> value, ConfigRewrite out) {
      line(this, format(value), !value.isEmpty(), out);
    }
  }
}
