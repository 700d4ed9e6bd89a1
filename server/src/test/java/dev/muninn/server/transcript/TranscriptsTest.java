package dev.muninn.server.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.muninn.server.command.CommandSpec;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every command, as its transcript has it. */
class TranscriptsTest {
  private final List<Transcript> transcripts = read();
  private final CommandLookup commands = new CommandLookup();

  private final Path traces;
  private int servers;

  TranscriptsTest(@TempDir Path traces) {
    this.traces = traces;
  }

  @AfterEach
  void close() {
    commands.close();
  }

  private static List<Transcript> read() {
    try {
      URL root = Objects.requireNonNull(TranscriptsTest.class.getResource("/transcripts"));
      List<Transcript> read = new ArrayList<>();
      try (Stream<Path> files = Files.walk(Path.of(root.toURI()))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".txt")).sorted().toList()) {
          read.add(Transcript.read(file));
        }
      }
      return read;
    } catch (IOException | URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private HarnessPeers start(Transcript transcript, boolean resp3) {
    List<String> commandLine = new ArrayList<>(transcript.commandLine());
    commandLine.addAll(List.of("--trace-dir", traces.resolve("" + servers++).toString()));
    return new HarnessPeers(commandLine, resp3);
  }

  private Stream<DynamicTest> replay(
      Predicate<Transcript> which, boolean resp3, boolean inTransaction) {
    return transcripts.stream()
        .filter(which)
        .map(
            transcript ->
                dynamicTest(
                    transcript.command(),
                    () -> {
                      HarnessPeers server = start(transcript, resp3);
                      try (Peers peers = inTransaction ? new InTransaction(server) : server) {
                        assertThat(Replay.differences(transcript, peers, resp3)).isEmpty();
                      }
                    }));
  }

  @TestFactory
  Stream<DynamicTest> shouldReplyAsRecorded() {
    return replay(transcript -> true, false, false);
  }

  @TestFactory
  Stream<DynamicTest> shouldReplyAsRecordedInResp3() {
    return replay(transcript -> true, true, false);
  }

  /** From the moment on that there is MULTI. */
  @TestFactory
  Stream<DynamicTest> shouldReplyTheSameInATransaction() {
    boolean hasMulti = commands.find(List.of("multi")) != null;
    return replay(transcript -> hasMulti && transcript.notInTransaction() == null, false, true);
  }

  /** What a command tells others to repeat gives them what the server holds. */
  @TestFactory
  Stream<DynamicTest> shouldHoldTheSameWhereItsEffectsAreRepeated() {
    return transcripts.stream()
        .map(
            transcript ->
                dynamicTest(
                    transcript.command(),
                    () -> {
                      try (Repeated peers = new Repeated(start(transcript, false))) {
                        assertThat(Replay.differences(transcript, peers, false)).isEmpty();
                        assertThat(peers.differences()).isEmpty();
                      }
                    }));
  }

  @TestFactory
  Stream<DynamicTest> shouldRefuseValuesOfWrongTypes() {
    WrongTypes wrong = new WrongTypes(commands);
    List<String> types = wrong.types(commands);
    return transcripts.stream()
        .filter(transcript -> hasKeys(transcript.command()))
        .map(
            transcript ->
                dynamicTest(
                    transcript.command(),
                    () ->
                        assertThat(
                                wrong.differences(
                                    transcript, types, () -> start(transcript, false)))
                            .isEmpty()));
  }

  private boolean hasKeys(String name) {
    return commands.all().stream()
        .anyMatch(command -> command.name().equals(name) && command.keySpecs() > 0);
  }

  @Test
  void shouldHaveATranscriptOfEveryCommand() {
    List<String> called = new ArrayList<>();
    for (Transcript transcript : transcripts) {
      for (Transcript.Step step : transcript.steps()) {
        if (step instanceof Transcript.Exchange exchange && exchange.request() != null) {
          CommandSpec command = commands.find(Words.of(exchange.request(), 0));
          String name = command == null ? "" : command.name();
          if (name.equals(transcript.command()) || isContainer(transcript.command())) {
            called.add(transcript.command());
            break;
          }
        }
      }
    }
    assertThat(called)
        .hasSameSizeAs(transcripts)
        .containsExactlyInAnyOrderElementsOf(
            new TreeSet<>(commands.all().stream().map(CommandSpec::name).toList()));
  }

  private boolean isContainer(String name) {
    return commands.all().stream()
        .anyMatch(command -> command.name().equals(name) && command.subcommands() > 0);
  }

  /** What was written by hand says why; all else names the server it was recorded from. */
  @Test
  void shouldNameItsSource() {
    assertThat(transcripts)
        .allSatisfy(
            transcript ->
                assertThat(transcript.byHand() == null ? transcript.source() : "")
                    .matches(transcript.byHand() == null ? "redis-server 7\\.\\d+\\.\\d+" : ""));
  }
}
