package dev.muninn.server.transcript;

import dev.muninn.server.command.CommandSpec;
import dev.muninn.server.command.Group;
import dev.muninn.server.command.KeyFlag;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Has every key of a command hold a value of every type there is: those its family does not work on
 * are refused, all others are not.
 */
final class WrongTypes {
  /** Requests of a transcript that are tried. */
  private static final int REQUESTS = 3;

  /** How a value of each type is made; a type counts as soon as its command is there. */
  private static final Map<String, List<String>> TYPES = types();

  /** Commands that take what is not of their family for missing. */
  private static final List<String> LENIENT = List.of("mget");

  private final CommandLookup commands;

  WrongTypes(CommandLookup commands) {
    this.commands = commands;
  }

  private static Map<String, List<String>> types() {
    Map<String, List<String>> types = new LinkedHashMap<>();
    types.put("string", List.of("SET", "{key}", "1"));
    types.put("list", List.of("RPUSH", "{key}", "1"));
    types.put("set", List.of("SADD", "{key}", "1"));
    types.put("hash", List.of("HSET", "{key}", "f", "1"));
    types.put("zset", List.of("ZADD", "{key}", "1", "m"));
    types.put("stream", List.of("XADD", "{key}", "1-1", "f", "v"));
    return types;
  }

  /** The type that a family works on; null: on all. */
  private static @Nullable String typeOf(Group family) {
    return switch (family) {
      case STRING, BITMAP, HYPERLOGLOG -> "string";
      case LIST -> "list";
      case SET -> "set";
      case SORTED_SET, GEO -> "zset";
      case HASH -> "hash";
      case STREAM -> "stream";
      default -> null;
    };
  }

  /** Starts a server. */
  interface Starter {
    /** A server without data. */
    Peers start() throws IOException;
  }

  /**
   * Tries the transcript's command.
   *
   * @param types those that the server has
   * @return one text for each reply that is not as it should be
   */
  List<String> differences(Transcript transcript, List<String> types, Starter server)
      throws IOException {
    List<String> differences = new ArrayList<>();
    int tried = 0;
    for (int i = 0; i < transcript.steps().size() && tried < REQUESTS; i++) {
      if (!(transcript.steps().get(i) instanceof Transcript.Exchange exchange)
          || exchange.request() == null
          || ReplyText.canonical(exchange.expected(false)).startsWith("-")) {
        continue;
      }
      List<String> words = Words.of(exchange.request(), 0);
      CommandSpec command = commands.find(words);
      if (command == null || !command.name().equals(transcript.command())) {
        continue;
      }
      List<CommandLookup.Key> keys = commands.keys(command, words);
      tried += keys.isEmpty() ? 0 : 1;
      for (CommandLookup.Key key : keys) {
        for (String type : types) {
          String reply = reply(transcript, i, exchange, key.name(), type, server);
          if (isRefused(reply) != mustRefuse(command, key, type)) {
            differences.add(type + " under " + key.name() + ": " + words + " -> " + reply);
          }
        }
      }
    }
    return differences;
  }

  /** The types whose commands there are. */
  List<String> types(CommandLookup of) {
    return TYPES.entrySet().stream()
        .filter(type -> of.find(type.getValue()) != null)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static boolean isRefused(String reply) {
    return reply.startsWith(
            "-WRONGTYPE Operation against a key holding the wrong kind of value\r\n")
        || reply.startsWith("-ERR The specified keys must contain string values\r\n");
  }

  private static boolean mustRefuse(CommandSpec command, CommandLookup.Key key, String type) {
    String wanted = typeOf(command.group());
    return wanted != null
        && !wanted.equals(type)
        && (key.flags() & KeyFlag.OW.mask()) == 0
        && !LENIENT.contains(command.name());
  }

  private static String reply(
      Transcript transcript,
      int until,
      Transcript.Exchange exchange,
      String key,
      String type,
      Starter server)
      throws IOException {
    try (Peers peers = server.start()) {
      for (Transcript.Step step : transcript.steps().subList(0, until)) {
        if (step instanceof Transcript.Exchange before) {
          Replay.send(before, peers);
        } else if (step instanceof Transcript.Advance advance) {
          peers.advance(advance.millis());
        }
      }
      peers.request(exchange.client(), List.of("DEL", key));
      List<String> make =
          TYPES.getOrDefault(type, List.of()).stream()
              .map(word -> word.equals("{key}") ? key : word)
              .toList();
      peers.request(exchange.client(), make);
      return Replay.send(exchange, peers);
    }
  }
}
