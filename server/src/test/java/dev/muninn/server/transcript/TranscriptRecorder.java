package dev.muninn.server.transcript;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Fills in the replies of transcripts from a real server: {@code record-transcripts
 * /usr/bin/redis-server FILE|DIRECTORY...}. What is written already and still true stays as it is;
 * so do blocks for other servers. A transcript that was written by hand is left alone.
 */
public final class TranscriptRecorder {
  private final String server;

  private TranscriptRecorder(String server) {
    this.server = server;
  }

  /**
   * Records.
   *
   * @param args path of a server; files and directories of transcripts
   */
  public static void main(String[] args) throws IOException {
    TranscriptRecorder recorder = new TranscriptRecorder(args[0]);
    for (String arg : List.of(args).subList(1, args.length)) {
      List<Path> files;
      try (Stream<Path> walk = Files.walk(Path.of(arg))) {
        files = walk.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
      }
      for (Path file : files) {
        recorder.record(file);
      }
    }
  }

  private void record(Path file) throws IOException {
    Transcript transcript = Transcript.read(file);
    if (transcript.byHand() != null) {
      return;
    }
    int changed = record(transcript, false) + record(transcript, true);
    transcript.source(nameAndVersion());
    transcript.write();
    System.out.println(file.getFileName() + ": replies written: " + changed);
  }

  private int record(Transcript transcript, boolean resp3) throws IOException {
    int changed = 0;
    try (Peers peers = new SocketPeers(server, transcript.commandLine(), resp3)) {
      for (Transcript.Step step : transcript.steps()) {
        switch (step) {
          case Transcript.Note note -> {}
          case Transcript.Advance advance -> peers.advance(advance.millis());
          case Transcript.Closed closed -> {
            if (!peers.isClosed(closed.client())) {
              throw new IOException(
                  "connection is open: file=" + transcript.file() + " line=" + closed.line());
            }
          }
          case Transcript.Exchange exchange -> {
            String bytes = Replay.send(exchange, peers);
            List<String> actual = ReplyText.lines(bytes, exchange.unordered());
            changed += keep(exchange.blocks(), actual, resp3, peers.startMillis()) ? 0 : 1;
          }
        }
      }
    }
    return changed;
  }

  /** Writes a reply down where it is another than the one that is written. */
  private static boolean keep(
      Map<String, List<String>> blocks, List<String> actual, boolean resp3, long startMillis) {
    List<String> recorded = blocks.getOrDefault(Transcript.RECORDED, List.of());
    boolean same = new Expectation(recorded, startMillis, false).matches(actual);
    if (!resp3) {
      if (!same) {
        blocks.put(Transcript.RECORDED, actual);
      }
      return same;
    }
    List<String> special = blocks.get(Transcript.RESP3);
    if (same) {
      return blocks.remove(Transcript.RESP3) == null;
    }
    if (special != null && new Expectation(special, startMillis, false).matches(actual)) {
      return true;
    }
    Map<String, List<String>> others = new LinkedHashMap<>(blocks);
    others.remove(Transcript.RECORDED);
    others.remove(Transcript.RESP3);
    blocks.clear();
    blocks.put(Transcript.RECORDED, recorded);
    blocks.put(Transcript.RESP3, new ArrayList<>(actual));
    blocks.putAll(others);
    return false;
  }

  private String nameAndVersion() throws IOException {
    Process process = new ProcessBuilder(server, "--version").start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    Matcher version = Pattern.compile("(\\w+) server v=(\\S+)").matcher(text);
    if (!version.find()) {
      throw new IOException("no version: text=" + text);
    }
    return version.group(1).toLowerCase(Locale.ROOT) + "-server " + version.group(2);
  }
}
