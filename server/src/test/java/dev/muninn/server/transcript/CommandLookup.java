package dev.muninn.server.transcript;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.muninn.server.bytes.Buffer;
import dev.muninn.server.bytes.Slice;
import dev.muninn.server.command.CommandSpec;
import dev.muninn.server.command.CommandTable;
import dev.muninn.server.command.KeyPositions;
import dev.muninn.server.resp.Args;
import dev.muninn.server.store.Memory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which command a request calls, and which of its words are keys. */
final class CommandLookup implements AutoCloseable {
  /**
   * A key of a request.
   *
   * @param flags bits of {@link dev.muninn.server.command.KeyFlag}
   */
  record Key(String name, int flags) {}

  private final Memory memory = new Memory();
  private final CommandTable table = new CommandTable();

  /** All commands, containers and subcommands. */
  List<CommandSpec> all() {
    List<CommandSpec> all = new ArrayList<>();
    for (int id = 0; id < table.ids(); id++) {
      all.add(table.byId(id));
    }
    return all;
  }

  /** The command; null: there is none. */
  @Nullable CommandSpec find(List<String> words) {
    try (Buffer bytes = new Buffer(memory, 64)) {
      Args args = args(words, bytes);
      return args.count() == 0
          ? null
          : table.find(args.get(0), args.count() > 1 ? args.get(1) : null);
    }
  }

  /** The keys of a request that its command accepts. */
  List<Key> keys(CommandSpec command, List<String> words) {
    if (!command.accepts(words.size()) || !KeyPositions.mayHaveKeys(command)) {
      return List.of();
    }
    KeyPositions positions = new KeyPositions();
    List<Key> keys = new ArrayList<>();
    try (Buffer bytes = new Buffer(memory, 64)) {
      int count = positions.find(command, args(words, bytes), 0);
      for (int i = 0; i < count; i++) {
        keys.add(new Key(words.get(positions.position(i)), positions.flags(i)));
      }
    }
    return keys;
  }

  private static Args args(List<String> words, Buffer bytes) {
    words.forEach(word -> bytes.put(word.getBytes(ISO_8859_1)));
    Args args = new Args();
    int at = 0;
    for (String word : words) {
      args.add(bytes.slice(at, word.length(), new Slice()));
      at += word.length();
    }
    return args;
  }

  @Override
  public void close() {
    memory.close();
  }
}
