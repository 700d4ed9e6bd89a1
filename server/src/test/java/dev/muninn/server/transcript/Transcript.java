package dev.muninn.server.transcript;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One file: its head, and what happens one after the other. */
final class Transcript {
  /** Block of a reply as recorded in RESP2. */
  static final String RECORDED = "";

  /** Block of a reply that is another in RESP3. */
  static final String RESP3 = "@resp3";

  /** Blocks whose reply is right where the recorded one is not, and where it comes from. */
  private static final String VALKEY = "@valkey";

  private static final String VALKEY_RESP3 = "@valkey-resp3";
  private static final String MUNINN = "@muninn";
  private static final String MUNINN_RESP3 = "@muninn-resp3";

  private static final List<String> IN_RESP2 = List.of(MUNINN, VALKEY, RECORDED);
  private static final List<String> IN_RESP3 =
      List.of(MUNINN_RESP3, MUNINN, VALKEY_RESP3, VALKEY, RESP3, RECORDED);

  private static final Pattern REQUEST = Pattern.compile("([a-z]*)> (.*)");

  /** Something that happens. */
  sealed interface Step permits Note, Advance, Closed, Exchange {}

  /** A comment or an empty line, which are kept as they are. */
  record Note(String line) implements Step {}

  /** Time passes. */
  record Advance(long millis) implements Step {}

  /** The server has ended a client's connection. */
  record Closed(String client, int line) implements Step {}

  /**
   * A request and its reply; or a reply alone that comes later.
   *
   * @param request the words as written; null: a reply is read
   * @param unordered whether the elements of the reply come in any order
   * @param blocks replies by the directive before them; a block's lines
   */
  record Exchange(
      String client,
      @Nullable String request,
      boolean unordered,
      int line,
      Map<String, List<String>> blocks)
      implements Step {

    /** The lines of the reply that Muninn is to give. */
    List<String> expected(boolean resp3) {
      for (String name : resp3 ? IN_RESP3 : IN_RESP2) {
        List<String> found = block(name);
        if (found != null) {
          return found;
        }
      }
      return List.of();
    }

    private @Nullable List<String> block(String name) {
      for (Map.Entry<String, List<String>> block : blocks.entrySet()) {
        if (block.getKey().equals(name) || block.getKey().startsWith(name + " ")) {
          return block.getValue();
        }
      }
      return null;
    }
  }

  private final Path file;
  private final List<String> directives = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private String source = "";
  private @Nullable String byHand;
  private @Nullable String notInTransaction;

  private Transcript(Path file) {
    this.file = file;
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException a line cannot be; the message names it
   */
  static Transcript read(Path file) throws IOException {
    Transcript transcript = new Transcript(file);
    List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
    boolean unordered = false;
    List<String> block = null;
    Exchange exchange = null;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      String where = file.getFileName() + ":" + (i + 1) + ": " + line;
      Matcher request = REQUEST.matcher(line);
      String[] directive = line.startsWith("@") ? line.split(" ", 2) : new String[] {"", ""};
      String value = directive.length > 1 ? directive[1] : "";
      if (line.isEmpty() || line.equals("#") || line.startsWith("# ")) {
        transcript.steps.add(new Note(line));
        block = null;
      } else if (request.matches()) {
        exchange =
            new Exchange(
                request.group(1), request.group(2), unordered, i + 1, new LinkedHashMap<>());
        unordered = false;
        block = exchange.blocks.computeIfAbsent(RECORDED, k -> new ArrayList<>());
        transcript.steps.add(exchange);
      } else if (!line.startsWith("@")) {
        if (block == null) {
          throw new IllegalArgumentException("reply without a request: " + where);
        }
        block.add(line);
      } else {
        switch (directive[0]) {
          case "@recorded" -> transcript.source = value;
          case "@by-hand" -> transcript.byHand = value;
          case "@not-in-transaction" -> transcript.notInTransaction = value;
          case "@config" -> transcript.directives.add(value);
          case "@unordered" -> unordered = true;
          case "@advance" -> transcript.steps.add(new Advance(Long.parseLong(value)));
          case "@closed" -> transcript.steps.add(new Closed(value, i + 1));
          case "@read" -> {
            exchange = new Exchange(value, null, false, i + 1, new LinkedHashMap<>());
            block = exchange.blocks.computeIfAbsent(RECORDED, k -> new ArrayList<>());
            transcript.steps.add(exchange);
          }
          case RESP3, VALKEY, VALKEY_RESP3, MUNINN, MUNINN_RESP3 -> {
            if (exchange == null) {
              throw new IllegalArgumentException("no request before: " + where);
            }
            if ((directive[0].equals(VALKEY) && !value.matches("[\\d.]+: .+"))
                || (directive[0].equals(MUNINN) && value.isEmpty())) {
              throw new IllegalArgumentException("needs a reason: " + where);
            }
            block = exchange.blocks.computeIfAbsent(line, k -> new ArrayList<>());
          }
          default -> throw new IllegalArgumentException("unknown directive: " + where);
        }
      }
    }
    return transcript;
  }

  /** The file. */
  Path file() {
    return file;
  }

  /** Full name of the command that it is about, as {@code config|get}. */
  String command() {
    return file.getFileName().toString().replaceFirst("\\.txt$", "").replace('.', '|');
  }

  /** What happens. */
  List<Step> steps() {
    return steps;
  }

  /** Directives on the command line of the server, {@code --name value...}. */
  List<String> commandLine() {
    List<String> words =
        new ArrayList<>(
            List.of(
                "--save",
                "",
                "--enable-debug-command",
                "yes",
                "--enable-protected-configs",
                "yes"));
    for (String directive : directives) {
      List<String> parts = Words.of(directive, 0);
      words.add("--" + parts.get(0));
      words.addAll(parts.subList(1, parts.size()));
    }
    return words;
  }

  /** Why it was written by hand; null: it was recorded. */
  @Nullable String byHand() {
    return byHand;
  }

  /** Why it cannot run inside MULTI and EXEC; null: it can. */
  @Nullable String notInTransaction() {
    return notInTransaction;
  }

  /** Name and version of the server it was recorded from. */
  String source() {
    return source;
  }

  /** It has been recorded from that server. */
  void source(String nameAndVersion) {
    source = nameAndVersion;
  }

  /** Writes the file. */
  void write() throws IOException {
    List<String> out = new ArrayList<>();
    if (!source.isEmpty()) {
      out.add("@recorded " + source);
    }
    if (byHand != null) {
      out.add("@by-hand " + byHand);
    }
    if (notInTransaction != null) {
      out.add("@not-in-transaction " + notInTransaction);
    }
    directives.forEach(directive -> out.add("@config " + directive));
    for (Step step : steps) {
      switch (step) {
        case Note note -> out.add(note.line());
        case Advance advance -> out.add("@advance " + advance.millis());
        case Closed closed -> out.add(("@closed " + closed.client()).strip());
        case Exchange exchange -> print(exchange, out);
      }
    }
    Files.writeString(file, String.join("\n", out) + "\n", StandardCharsets.US_ASCII);
  }

  private static void print(Exchange exchange, List<String> out) {
    if (exchange.unordered()) {
      out.add("@unordered");
    }
    String request = exchange.request();
    out.add(
        request == null
            ? ("@read " + exchange.client()).strip()
            : exchange.client() + "> " + request);
    exchange
        .blocks()
        .forEach(
            (directive, lines) -> {
              if (!directive.isEmpty()) {
                out.add(directive);
              }
              out.addAll(lines);
            });
  }
}
