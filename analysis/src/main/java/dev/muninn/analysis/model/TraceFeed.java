package dev.muninn.analysis.model;

import dev.muninn.analysis.ctf.EventCursor;
import dev.muninn.analysis.ctf.EventType;
import dev.muninn.analysis.ctf.Field;
import dev.muninn.analysis.ctf.TimeRange;
import dev.muninn.analysis.ctf.Trace;
import dev.muninn.analysis.ctf.TraceException;
import dev.muninn.analysis.ctf.TraceInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a trace and tells the engine what it says. */
public final class TraceFeed {
  /** Events between two reports of progress. */
  private static final int REPORT_EVERY = 1 << 16;

  private final Trace trace;
  private final EventCursor cursor;
  private final Analyzer analyzer;
  private final StringCache strings = new StringCache();
  private final KeyText keyText = new KeyText();
  private @Nullable Decoder[] decoders = new Decoder[64];
  private long process = Long.MIN_VALUE;
  private boolean severalProcesses;

  /** Where the fields of an event's type are; -1 where there is none. */
  private static final class Decoder {
    final EventTable.@Nullable Meaning meaning;
    final int process;
    final int[] fields;
    final @Nullable DurationField duration;

    Decoder(EventTable.@Nullable Meaning meaning, EventType type) {
      this.meaning = meaning;
      process = type.field("vpid");
      String[] names = meaning == null ? new String[0] : fieldNames(meaning.shape());
      fields = new int[names.length];
      for (int i = 0; i < names.length; i++) {
        fields[i] = type.field(names[i]);
      }
      duration = meaning == null ? DurationField.of(type) : null;
    }
  }

  private TraceFeed(Trace trace, EventCursor cursor, Analyzer analyzer) {
    this.trace = trace;
    this.cursor = cursor;
    this.analyzer = analyzer;
  }

  /**
   * Reads a trace to its end.
   *
   * @param progress told from 0 to 1 now and then
   * @throws TraceException it is none, or cannot be read: one line
   */
  public static Analysis analyze(
      Path path, TimeRange range, AnalysisOptions options, DoubleConsumer progress)
      throws TraceException {
    try (Trace trace = Trace.open(path);
        EventCursor cursor = trace.events(range)) {
      Set<String> declared =
          trace.types().stream().map(EventType::fullName).collect(Collectors.toSet());
      Analyzer analyzer = new Analyzer(declared, options);
      return new TraceFeed(trace, cursor, analyzer).read(path, declared, progress);
    }
  }

  private Analysis read(Path path, Set<String> declared, DoubleConsumer progress)
      throws TraceException {
    long events = 0;
    long offset = 0;
    while (cursor.next()) {
      if (events == 0) {
        offset = cursor.nanos() - cursor.clock();
      }
      if ((events++ & (REPORT_EVERY - 1)) == 0) {
        progress.accept(cursor.progress());
      }
      tell();
    }
    progress.accept(1);
    List<String> warnings = new ArrayList<>(trace.warnings());
    if (severalProcesses) {
      warnings.add(
          "The trace has events of several processes, and they are taken for one server: record one"
              + " (track its process) to trust the figures.");
    }
    long packets = cursor.lostPackets();
    if (packets > 0) {
      warnings.add(
          "Packets of events are missing, overwritten by the tracer or removed with its files: "
              + packets
              + ". What happened in them is not told.");
    }
    List<TraceInfo.Source> sources = trace.info().sources();
    TraceFacts facts =
        new TraceFacts(
            path.toString(),
            environment(sources, "procname"),
            environment(sources, "tracer_name"),
            offset,
            declared,
            cursor.discarded(),
            warnings,
            trace.damaged());
    return analyzer.finish(facts);
  }

  private static String environment(List<TraceInfo.Source> sources, String key) {
    Set<String> values = new TreeSet<>();
    for (TraceInfo.Source source : sources) {
      values.add(source.environment(key));
    }
    values.remove("");
    return String.join(", ", values);
  }

  private void tell() {
    Decoder decoder = decoder(cursor.type());
    EventTable.Meaning meaning = decoder.meaning;
    long nanos = cursor.clock();
    if (decoder.process >= 0 && meaning != null) {
      long pid = cursor.longValue(decoder.process);
      severalProcesses |= process != Long.MIN_VALUE && process != pid;
      process = pid;
    }
    if (meaning == null) {
      stranger(nanos, decoder.duration);
      return;
    }
    int[] f = decoder.fields;
    switch (meaning.shape()) {
      case COMMAND -> analyzer.command(nanos, text(f[0]), number(f[1]));
      case COMMAND_ENTRY ->
          analyzer.commandEntry(nanos, text(f[0]), number(f[1]), text(f[2]), text(f[3]));
      case CALL_START -> analyzer.commandEntry(nanos, "", number(f[0]) & 0xffffffffL, "", "");
      case FAST_COMMAND -> {
        analyzer.other(nanos);
        analyzer.fastCommand();
      }
      case TURN -> analyzer.turn(nanos, number(f[0]));
      case WORK -> {
        StallKind kind = meaning.kind();
        analyzer.work(nanos, kind == null ? StallKind.CRON : kind, number(f[0]));
      }
      case ACCEPT -> analyzer.accepted(nanos, number(f[0]), text(f[1]));
      case CLOSE -> analyzer.closed(nanos, number(f[0]));
      case OUTPUT_PENDING -> analyzer.outputPending(nanos, number(f[0]), text(f[1]), number(f[2]));
      case KEY_READ -> key(nanos, FactSink.KeyUse.READ, f);
      case KEY_WRITE -> key(nanos, FactSink.KeyUse.WRITE, f);
      case KEY_DELETE -> key(nanos, FactSink.KeyUse.DELETE, f);
      case GC_PAUSE ->
          analyzer.jvmPause(nanos, StallKind.GC, text(f[0]), number(f[1]), number(f[2]));
      case SAFEPOINT ->
          analyzer.jvmPause(nanos, StallKind.SAFEPOINT, text(f[0]), number(f[1]), number(f[2]));
      case CPU_WAIT -> cpuWait(nanos, f);
      case IGNORED -> analyzer.other(nanos);
    }
  }

  private void stranger(long nanos, @Nullable DurationField duration) {
    String event = cursor.type().fullName();
    if (duration == null) {
      analyzer.event(nanos, event);
      return;
    }
    long took =
        cursor.type().fields().get(duration.index()).kind() == Field.Kind.REAL
            ? (long) (cursor.doubleValue(duration.index()) * duration.nanos())
            : Math.min(number(duration.index()), Long.MAX_VALUE / duration.nanos())
                * duration.nanos();
    analyzer.event(nanos, event, took, duration.nanos() == 1);
  }

  private void key(long nanos, FactSink.KeyUse use, int[] f) {
    analyzer.key(nanos, use, number(f[0]), keyText(f[1]), text(f[2]), number(f[3]));
  }

  private void cpuWait(long nanos, int[] f) {
    long wait = Analyzer.nanos(number(f[0]));
    long window = Math.max(wait, Analyzer.nanos(number(f[1])));
    long begin = f[2] < 0 ? nanos - window : number(f[2]);
    long longest = Math.min(wait, Analyzer.nanos(number(f[4])));
    long throttled = Math.min(wait, Analyzer.nanos(number(f[5])));
    analyzer.cpuWait(
        nanos, new CpuWait(begin, begin + window, wait, number(f[3]), longest, throttled));
  }

  private Decoder decoder(EventType type) {
    int index = type.index();
    if (index >= decoders.length) {
      decoders = Arrays.copyOf(decoders, index * 2);
    }
    Decoder decoder = decoders[index];
    if (decoder == null) {
      decoder = new Decoder(EventTable.meaning(type.fullName()), type);
      decoders[index] = decoder;
    }
    return decoder;
  }

  private static String[] fieldNames(EventTable.Shape shape) {
    return switch (shape) {
      case COMMAND -> new String[] {"name", "duration"};
      case COMMAND_ENTRY -> new String[] {"name", "client_id", "address", "client_name"};
      case CALL_START -> new String[] {"id"};
      case TURN, WORK -> new String[] {"duration"};
      case ACCEPT, CLOSE -> new String[] {"client_id", "address"};
      case OUTPUT_PENDING -> new String[] {"client_id", "address", "pending"};
      case KEY_READ, KEY_WRITE, KEY_DELETE -> new String[] {"db", "key", "type", "size"};
      case GC_PAUSE -> new String[] {"name", "start", "duration"};
      case SAFEPOINT -> new String[] {"operation", "start", "duration"};
      case CPU_WAIT ->
          new String[] {"duration", "window", "start", "slices", "longest", "throttled"};
      case FAST_COMMAND, IGNORED -> new String[0];
    };
  }

  private long number(int field) {
    if (field < 0) {
      return 0;
    }
    return switch (cursor.type().fields().get(field).kind()) {
      case INTEGER, ENUMERATION -> Math.max(0, cursor.longValue(field));
      case REAL -> Math.max(0, (long) cursor.doubleValue(field));
      case STRING, COMPOUND -> 0;
    };
  }

  private String text(int field) {
    if (field < 0 || cursor.type().fields().get(field).kind() != Field.Kind.STRING) {
      return "";
    }
    return strings.get(
        cursor.stringBytes(field), cursor.stringOffset(field), cursor.stringLength(field));
  }

  private String keyText(int field) {
    if (field >= 0 && cursor.type().fields().get(field).kind() == Field.Kind.COMPOUND) {
      keyText.reset();
      cursor.visit(field, keyText);
      return strings.get(keyText.bytes(), 0, keyText.length());
    }
    return text(field);
  }
}
