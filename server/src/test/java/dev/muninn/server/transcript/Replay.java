package dev.muninn.server.transcript;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Runs a transcript against a server and tells where its replies are others. */
final class Replay {
  private Replay() {}

  /** Sends what an exchange sends. @return the bytes that came back */
  static String send(Transcript.Exchange exchange, Peers peers) throws IOException {
    String request = exchange.request();
    return request == null
        ? peers.read(exchange.client())
        : peers.request(exchange.client(), Words.of(request, peers.startMillis()));
  }

  /** Runs all of it. @return one text for each reply that is another than the one written */
  static List<String> differences(Transcript transcript, Peers peers, boolean resp3)
      throws IOException {
    List<String> differences = new ArrayList<>();
    for (Transcript.Step step : transcript.steps()) {
      switch (step) {
        case Transcript.Note note -> {}
        case Transcript.Advance advance -> peers.advance(advance.millis());
        case Transcript.Closed closed -> {
          if (!peers.isClosed(closed.client())) {
            differences.add(where(transcript, closed.line()) + "\n  connection is open");
          }
        }
        case Transcript.Exchange exchange -> {
          List<String> actual = ReplyText.lines(send(exchange, peers), exchange.unordered());
          Expectation expected =
              new Expectation(exchange.expected(resp3), peers.startMillis(), true);
          if (!expected.matches(actual)) {
            differences.add(
                where(transcript, exchange.line())
                    + ": "
                    + exchange.request()
                    + "\n  expected: "
                    + expected.text()
                    + "\n  actual:   "
                    + ReplyText.canonical(actual));
          }
        }
      }
    }
    return differences;
  }

  private static String where(Transcript transcript, int line) {
    return transcript.file().getFileName() + ":" + line;
  }
}
