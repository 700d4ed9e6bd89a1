package dev.muninn.tracepoint.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.tracepoint.NativeString;
import dev.muninn.tracepoint.sample.Colour;
import dev.muninn.tracepoint.sample.SampleEvents;
import dev.muninn.tracepoint.sample.SampleEventsTracepoints;
import dev.muninn.tracepoint.testing.Babeltrace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One session alone has an event's fields written into its packet. */
class DirectRecordingTest {
  private static final SampleEvents EVENTS = SampleEventsTracepoints.INSTANCE;
  private static final NativeString CONSTANT = NativeString.of("constant");
  private static final NativeString LONG_CONSTANT = NativeString.of("c".repeat(100));

  @TempDir Path directory = Path.of("");

  @BeforeEach
  void requireReader() {
    Babeltrace.assumeInstalled();
  }

  @AfterEach
  void destroySessions() {
    Recorder.sessions().forEach(RecordingSession::destroy);
  }

  /** Characters that do something when they are read. */
  private record Acting(Runnable action) implements CharSequence {
    @Override
    public int length() {
      return 1;
    }

    @Override
    public char charAt(int index) {
      action.run();
      return 'a';
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return this;
    }
  }

  private RecordingSession session(String name) throws RecorderException {
    RecordingSession session =
        Recorder.create(SessionOptions.disk(name, directory.resolve(name)).build());
    session.enable(EventRule.of("muninn_sample:*"));
    session.start();
    return session;
  }

  private static void text(CharSequence chars) {
    EVENTS.texts("t", chars, CONSTANT, "u".getBytes(StandardCharsets.UTF_8));
  }

  private static String fields(String chars) {
    return "text = \"t\", chars = \"" + chars + "\", constant = \"constant\", utf8 = \"u\"";
  }

  private List<String> read(String name) {
    return Babeltrace.read(directory.resolve(name)).fields();
  }

  @Test
  void shouldRecordNothingOfAnEventWhoseFieldThrows() throws RecorderException {
    RecordingSession session = session("alone");
    text("first");
    text("before");
    Acting throwing =
        new Acting(
            () -> {
              throw new IllegalStateException("no text");
            });
    assertThatThrownBy(() -> text(throwing)).hasMessage("no text");
    text("after");
    session.stop();
    assertThat(session.status().events()).isEqualTo(3);
    assertThat(read("alone")).containsExactly(fields("first"), fields("before"), fields("after"));
  }

  @Test
  void shouldRecordAnEventWithinAnEvent() throws RecorderException {
    RecordingSession session = session("alone");
    text("first");
    text(new Acting(() -> text("inner")));
    session.stop();
    assertThat(read("alone"))
        .containsExactlyInAnyOrder(fields("first"), fields("inner"), fields("a"));
  }

  @Test
  void shouldSurviveTheEndOfTheSessionWithinAnEvent() throws RecorderException {
    RecordingSession session = session("ending");
    text("first");
    text(new Acting(session::destroy));
    RecordingSession next = session("next");
    text("second");
    next.stop();
    assertThat(read("ending")).containsExactly(fields("first"));
    assertThat(read("next")).containsExactly(fields("second"));
  }

  @Test
  void shouldRecordTheSameAsBesideAnotherSession() throws RecorderException {
    RecordingSession alone = session("alone");
    fireAll();
    alone.destroy();
    RecordingSession one = session("one");
    RecordingSession two = session("two");
    fireAll();
    one.destroy();
    two.destroy();
    List<String> expected = read("one");
    assertThat(expected).hasSize(7 * 2000);
    assertThat(read("two")).isEqualTo(expected);
    assertThat(read("alone")).isEqualTo(expected);
  }

  @SuppressWarnings("NullAway") // a program's null must not throw only because it is traced
  private static void fireAll() {
    String longText = "\u00e9".repeat(3000);
    for (int i = 0; i < 2000; i++) {
      EVENTS.numbers((byte) i, (byte) -i, (short) i, (short) -i, i, -i);
      EVENTS.wide(i, -i, i / 4.0, i % 2 == 0, Colour.GREEN);
      EVENTS.texts(null, "chars" + i, LONG_CONSTANT, null);
      // Never empty: babeltrace2 2.0.4 shows an older event's text in place of an empty one.
      EVENTS.texts(i % 100 == 0 ? longText : "t", "c", CONSTANT, new byte[] {'u'});
      EVENTS.bytes(new byte[i % 300], i);
      EVENTS.commandCall(new byte[] {'g'}, i);
      EVENTS.nothing();
    }
  }
}
