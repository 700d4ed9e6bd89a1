package dev.muninn.tracepoint.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.tracepoint.NativeString;
import dev.muninn.tracepoint.Tracepoints;
import dev.muninn.tracepoint.runtime.ListenerKind;
import dev.muninn.tracepoint.sample.Colour;
import dev.muninn.tracepoint.sample.SampleEvents;
import dev.muninn.tracepoint.sample.SampleEventsTracepoints;
import dev.muninn.tracepoint.testing.Babeltrace;
import dev.muninn.tracepoint.testing.TraceEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {
  private static final SampleEvents EVENTS = SampleEventsTracepoints.INSTANCE;
  private static final NumberedEvents NUMBERED = NumberedEventsTracepoints.INSTANCE;
  private static final NativeString CONSTANT = NativeString.of("constant");

  @TempDir Path directory = Path.of("");
  private Path trace = Path.of("");

  @BeforeEach
  void requireReader() {
    Babeltrace.assumeInstalled();
    trace = directory.resolve("trace");
  }

  @AfterEach
  void destroySessions() {
    Recorder.sessions().forEach(RecordingSession::destroy);
  }

  private RecordingSession create() throws RecorderException {
    return Recorder.create(SessionOptions.disk("rules", trace).build());
  }

  private static void fire(String name, int from, int to) {
    for (int i = from; i <= to; i++) {
      EVENTS.commandCall(name.getBytes(StandardCharsets.UTF_8), i);
    }
  }

  /** Fires one of each and tells what was recorded. */
  private List<String> recordedOf(EventRule... rules) throws RecorderException {
    RecordingSession session = create();
    for (EventRule rule : rules) {
      session.enable(rule);
    }
    session.start();
    EVENTS.numbers((byte) -128, (byte) 255, (short) -32768, (short) 65535, -2147483648, -1);
    EVENTS.wide(Long.MIN_VALUE, -1L, -0.5, true, Colour.GREEN);
    EVENTS.texts("text", "ch\u00e4rs", CONSTANT, "utf8".getBytes(StandardCharsets.UTF_8));
    EVENTS.bytes(new byte[] {'a', 'b', 0, 'c'}, 42);
    EVENTS.nothing();
    NUMBERED.tick(System.nanoTime());
    session.destroy();
    return Files.exists(trace.resolve("events_0"))
        ? Babeltrace.read(trace).events().stream().map(TraceEvent::name).toList()
        : List.of();
  }

  @Test
  void shouldSwitchOnOnlyWhatThePatternsMatch() throws RecorderException {
    assertThat(
            recordedOf(
                new EventRule("muninn_sample:*", "", 1, List.of("*:t*", "muninn_sample:bytes"))))
        .containsExactly("muninn_sample:numbers", "muninn_sample:wide", "muninn_sample:nothing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "muninn*", "muninn_num*:tick", "*:tick"})
  void shouldLeaveProvidersOffThatAreWantedByName(String pattern) throws RecorderException {
    assertThat(recordedOf(EventRule.of(pattern))).doesNotContain("muninn_numbered:tick");
  }

  @ParameterizedTest
  @ValueSource(strings = {"muninn_numbered:*", "muninn_numbered:tick", "muninn_numbered:t*k"})
  void shouldSwitchProvidersOnByTheirName(String pattern) throws RecorderException {
    assertThat(recordedOf(EventRule.of(pattern))).containsExactly("muninn_numbered:tick");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "numbers ~ i8 == -128 && u8 == 255 && i16 == -32768 && u16 == 65535",
        "numbers ~ i32 == -2147483648 && u32 == 4294967295 && u32 > i32",
        "wide ~ i64 < 0 && u64 > 9223372036854775807 && u64 == 18446744073709551615",
        "wide ~ real == -0.5 && real < 0 && flag == 1 && colour == 1 && flag",
        "wide ~ u64 > 1.8e19 && i64 < -9.2e18",
        "texts ~ text == \"text\" && constant == \"const*\" && utf8 == \"*f8\"",
        "texts ~ chars == \"ch*rs\" && text < utf8 && constant < \"d\" && text != utf8",
        "texts ~ !(text == \"other\") && (text == \"no\" || utf8 == \"utf8\")",
        "bytes ~ after == 42 && data == \"ab*c\"",
      })
  void shouldFollowFiltersOnEveryFieldType(String event, String filter) throws RecorderException {
    assertThat(recordedOf(EventRule.of("muninn_sample:" + event, filter)))
        .containsExactly("muninn_sample:" + event);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "numbers ~ i8 > -128 || u8 != 255 || i16 > -32768 || u16 < 65535",
        "wide ~ !(real == -0.5) || colour != 1 || !flag",
        "texts ~ text == \"tex\" || text == \"text_\" || constant == \"*x*\" || utf8 > \"utf8\"",
        "bytes ~ after != 42 || data == \"ab\"",
      })
  void shouldDropWhatDoesNotPass(String event, String filter) throws RecorderException {
    assertThat(recordedOf(EventRule.of("muninn_sample:" + event, filter))).isEmpty();
  }

  @Test
  void shouldRecordOnceWhatOneOfSeveralRulesWants() throws RecorderException {
    RecordingSession session = create();
    session.enable(EventRule.of("muninn_sample:command_call", "duration > 8"));
    session.enable(EventRule.of("muninn_sample:*", "name == \"h*\""));
    session.start();
    fire("get", 7, 10);
    fire("hget", 8, 9);
    session.destroy();

    assertThat(Babeltrace.read(trace).fields())
        .containsExactly(
            "name = \"get\", duration = 9",
            "name = \"get\", duration = 10",
            "name = \"hget\", duration = 8",
            "name = \"hget\", duration = 9");
  }

  @Test
  void shouldSayWhichEventAFilterDoesNotFit() throws RecorderException {
    RecordingSession session = create();
    assertThatThrownBy(
            () -> session.enable(EventRule.of("muninn_sample:command_call", "price > 1")))
        .isInstanceOf(RecorderException.class)
        .hasMessage("filter: no such field: event=command_call field=price");
    assertThatThrownBy(() -> session.enable(EventRule.of("muninn_sample:command_call", "name > 1")))
        .isInstanceOf(RecorderException.class)
        .hasMessage(
            "filter: string compared with a number: event=command_call comparison=name > 1");
    assertThatThrownBy(() -> session.enable(EventRule.of("muninn_sample:*", "1 >")))
        .isInstanceOf(RecorderException.class)
        .hasMessageStartingWith("filter: ");
    assertThat(session.rules()).isEmpty();
    assertThat(session.enable(EventRule.of("muninn_sample:*", "duration > 1"))).isEqualTo(1);
  }

  @Test
  void shouldSampleAndSaySo() throws Exception {
    RecordingSession session = create();
    session.enable(new EventRule("muninn_sample:command_call", "duration > 2", 3, List.of()));
    session.start();
    fire("get", 1, 12);
    session.destroy();

    assertThat(Babeltrace.read(trace).fields())
        .containsExactly(
            "name = \"get\", duration = 3",
            "name = \"get\", duration = 6",
            "name = \"get\", duration = 9",
            "name = \"get\", duration = 12");
    assertThat(trace.resolve("metadata"))
        .content()
        .contains("sampling = \"muninn_sample:command_call=3\";");
  }

  @Test
  void shouldEnableAndDisableWhileRunning() throws RecorderException {
    RecordingSession session = create();
    session.start();
    fire("get", 1, 1);
    assertThat(session.enable(EventRule.of("muninn_sample:*"))).isEqualTo(6);
    fire("get", 2, 2);
    assertThat(session.disable("*:command_call")).isEqualTo(1);
    fire("get", 3, 3);
    EVENTS.nothing();
    assertThat(session.rules())
        .containsExactly(new EventRule("muninn_sample:*", "", 1, List.of("*:command_call")));
    assertThat(session.disable("*")).isEqualTo(5);
    EVENTS.nothing();
    assertThat(session.rules()).isEmpty();
    session.destroy();

    assertThat(Babeltrace.read(trace).fields()).containsExactly("name = \"get\", duration = 2", "");
  }

  @Test
  void shouldRecordOnlyWhereItsProcessIsTracked() throws RecorderException {
    long own = ProcessHandle.current().pid();
    RecordingSession session = create();
    session.enable(EventRule.of("muninn_sample:command_call"));
    session.start();
    session.track(own + 1);
    fire("get", 1, 1);
    session.track(own);
    fire("get", 2, 2);
    session.untrack(own);
    fire("get", 3, 3);
    session.trackAll();
    fire("get", 4, 4);
    session.untrackAll();
    fire("get", 5, 5);
    session.destroy();

    assertThat(Babeltrace.read(trace).fields())
        .containsExactly("name = \"get\", duration = 2", "name = \"get\", duration = 4");
  }

  @Test
  void shouldServeSeveralSessionsAtOnce() throws RecorderException {
    RecordingSession one = create();
    RecordingSession two =
        Recorder.create(SessionOptions.disk("two", directory.resolve("two")).build());
    one.enable(EventRule.of("muninn_sample:command_call"));
    two.enable(EventRule.of("muninn_sample:command_call", "duration == 2"));
    one.start();
    two.start();
    fire("get", 1, 3);
    assertThat(Recorder.sessions()).containsExactly(one, two);
    one.destroy();
    two.destroy();

    assertThat(Babeltrace.read(trace).fields()).hasSize(3);
    assertThat(Babeltrace.read(directory.resolve("two")).fields())
        .containsExactly("name = \"get\", duration = 2");
    assertThat(Recorder.sessions()).isEmpty();
  }

  @Test
  void shouldShowInTheListOfListeners() throws RecorderException {
    RecordingSession session = create();
    session.enable(EventRule.of("muninn_numbered:tick"));
    session.start();
    assertThat(listeners()).containsExactly(ListenerKind.RECORDER);
    session.destroy();
    assertThat(listeners()).isEmpty();
    assertThat(Tracepoints.status().toString()).contains("recorder: available");
  }

  private static Iterable<ListenerKind> listeners() {
    return Tracepoints.list().stream()
        .filter(provider -> provider.definition().name().equals("muninn_numbered"))
        .flatMap(provider -> provider.events().stream())
        .filter(event -> event.definition().name().equals("tick"))
        .findFirst()
        .orElseThrow()
        .listeners();
  }

  @Test
  void shouldEnableSeveralRulesOrNone() throws RecorderException {
    RecordingSession session = create();
    EventRule right = EventRule.of("muninn_sample:command_call", "duration > 1");
    assertThatThrownBy(
            () ->
                session.enable(
                    List.of(right, EventRule.of("muninn_sample:command_call", "price > 1"))))
        .hasMessage("filter: no such field: event=command_call field=price");
    assertThat(session.rules()).isEmpty();
    assertThat(session.enable(List.of(right, EventRule.of("muninn_sample:n*")))).isEqualTo(3);
    assertThat(session.rules()).containsExactly(right, EventRule.of("muninn_sample:n*"));
  }

  @Test
  void shouldBoundThePatternsOfASession() throws RecorderException {
    RecordingSession session = create();
    List<EventRule> rules =
        IntStream.range(0, 997)
            .mapToObj(i -> EventRule.of("muninn_sample:command_c*l" + "*".repeat(i % 7) + i))
            .toList();
    assertThat(session.enable(rules)).isZero();
    assertThat(session.enable(rules)).isZero();
    EventRule two = new EventRule("muninn_sample:*", "", 1, List.of("muninn_sample:bytes"));
    assertThat(session.enable(two)).isEqualTo(5);
    assertThat(session.disable("muninn_sample:texts")).isEqualTo(1);
    assertThat(session.disable("muninn_sample:texts")).isZero();
    assertThatThrownBy(() -> session.enable(EventRule.of("muninn_sample:texts")))
        .isInstanceOf(RecorderException.class)
        .hasMessage("too many event patterns in the session: patterns=1001 max=1000");
    assertThatThrownBy(() -> session.disable("muninn_sample:nothing"))
        .isInstanceOf(RecorderException.class)
        .hasMessage("too many event patterns in the session: patterns=1001 max=1000");
    session.start();
    EVENTS.nothing();
    EVENTS.bytes(new byte[0], 1);
    assertThat(session.disable("*")).isEqualTo(4);
    assertThat(session.rules()).isEmpty();
    assertThat(session.enable(EventRule.of("muninn_sample:texts"))).isEqualTo(1);
    session.destroy();
    assertThat(Babeltrace.read(trace).events().stream().map(TraceEvent::name).toList())
        .containsExactly("muninn_sample:nothing");
  }

  @Test
  void shouldRecordAgainWhatIsEnabledAfterItWasDisabled() throws RecorderException {
    RecordingSession session = create();
    session.start();
    session.enable(EventRule.of("muninn_sample:*"));
    session.enable(EventRule.of("muninn_sample:command_call", "duration > 100"));
    session.disable("*:command_call");
    fire("get", 101, 101);
    session.enable(EventRule.of("muninn_sample:command_call", "duration > 200"));
    fire("get", 102, 102);
    fire("get", 201, 201);
    session.enable(EventRule.of("muninn_sample:*"));
    fire("get", 1, 1);
    assertThat(session.rules())
        .containsExactly(
            EventRule.of("muninn_sample:command_call", "duration > 200"),
            EventRule.of("muninn_sample:*"));
    session.destroy();

    assertThat(Babeltrace.read(trace).fields())
        .containsExactly("name = \"get\", duration = 201", "name = \"get\", duration = 1");
  }

  @Test
  void shouldReplaceARuleThatDiffersInItsSamplingAlone() throws RecorderException {
    RecordingSession session = create();
    session.start();
    for (int every = 2; every < 50; every++) {
      session.enable(new EventRule("muninn_sample:command_call", "", every, List.of()));
    }
    session.enable(new EventRule("muninn_sample:command_call", "", 4, List.of()));
    fire("get", 1, 9);
    assertThat(session.rules())
        .containsExactly(new EventRule("muninn_sample:command_call", "", 4, List.of()));
    session.destroy();

    assertThat(Babeltrace.read(trace).fields())
        .containsExactly(
            "name = \"get\", duration = 1",
            "name = \"get\", duration = 5",
            "name = \"get\", duration = 9");
  }

  @Test
  void shouldRefuseWrongPatternsAndNames() {
    assertThatThrownBy(() -> EventRule.of("a b"))
        .hasMessage("event pattern with a character no name has: position=1 pattern=a b");
    assertThatThrownBy(() -> new EventRule("a:*", "", 0, List.of()))
        .hasMessage("sample every: value=0 min=1");
    assertThatThrownBy(() -> SessionOptions.disk("../x", directory).build())
        .hasMessage("session name: name=../x");
    assertThatThrownBy(() -> SessionOptions.disk("x", directory).bufferBytes(1000).build())
        .hasMessage("buffer bytes: value=1000 min=1048576 max=68719476736");
  }
}
