package dev.muninn.server.command;

import dev.muninn.server.bytes.Slice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The commands of one server, found by name in any mixture of cases. Looking up allocates nothing.
 * Not thread-safe against {@link #rename}, which belongs to the start.
 */
public final class CommandTable {
  private final CommandSpec[] all;
  private final NameIndex commands;
  private final @Nullable NameIndex[] subcommands;
  private int size;

  /** The table of all commands that are compiled in. */
  public CommandTable() {
    this(GeneratedCommands.specs());
  }

  CommandTable(CommandSpec[] all) {
    this.all = all;
    this.subcommands = new @Nullable NameIndex[all.length];
    this.commands = new NameIndex(all.length);
    for (CommandSpec spec : all) {
      if (spec.container() == null) {
        commands.put(spec.nameBytes(), spec);
        size++;
        if (spec.subcommands() > 0) {
          subcommands[spec.id()] = index(spec);
        }
      }
    }
  }

  private static NameIndex index(CommandSpec container) {
    NameIndex index = new NameIndex(container.subcommands());
    for (int i = 0; i < container.subcommands(); i++) {
      CommandSpec sub = container.subcommand(i);
      index.put(sub.shortName().getBytes(StandardCharsets.US_ASCII), sub);
    }
    return index;
  }

  /** Number of ids: commands, containers and subcommands. Arrays by id have this length. */
  public int ids() {
    return all.length;
  }

  /** The command of an id. */
  public CommandSpec byId(int id) {
    return all[id];
  }

  /** What COMMAND DOCS tells of a command; made anew. */
  public static CommandDocs docs(CommandSpec command) {
    return GeneratedCommandDocs.of(command.id());
  }

  /** Number of commands without subcommands, as COMMAND COUNT tells it. */
  public int size() {
    return size;
  }

  /** The command or container of that name; null: none. Subcommands are not looked at. */
  public @Nullable CommandSpec find(Slice name) {
    return commands.get(name);
  }

  /**
   * The command that a request calls.
   *
   * @param name the first argument
   * @param second the second argument; null if there is none
   * @return null if there is no such command, or no such subcommand ({@link #find(Slice)} then
   *     tells the container)
   */
  public @Nullable CommandSpec find(Slice name, @Nullable Slice second) {
    CommandSpec command = commands.get(name);
    if (command == null || second == null || command.subcommands() == 0) {
      return command;
    }
    return subcommand(command, second);
  }

  /** The subcommand of a container; null: none of that name. */
  public @Nullable CommandSpec subcommand(CommandSpec container, Slice name) {
    NameIndex index = subcommands[container.id()];
    return index == null ? null : index.get(name);
  }

  /** The command of a full name such as {@code config|get}; null: none. */
  public @Nullable CommandSpec findFullName(Slice name) {
    int bar = -1;
    for (int i = 0; i < name.length() && bar < 0; i++) {
      if (name.get(i) == '|') {
        bar = i;
      }
    }
    if (bar < 0) {
      return commands.get(name);
    }
    CommandSpec container = commands.get(name.part(0, bar, new Slice()));
    return container == null
        ? null
        : subcommand(container, name.part(bar + 1, name.length() - bar - 1, new Slice()));
  }

  /**
   * Gives a command another name, as the directive {@code rename-command}.
   *
   * @param to the new name; empty: the command can no longer be called
   * @return false if there is no command {@code from}, or {@code to} is taken
   */
  public boolean rename(String from, String to) {
    byte[] old = from.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.ISO_8859_1);
    byte[] name = to.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.ISO_8859_1);
    CommandSpec spec = commands.get(old);
    if (spec == null || (name.length > 0 && commands.get(name) != null)) {
      return false;
    }
    commands.remove(old);
    size--;
    if (name.length > 0) {
      commands.put(name, spec);
      size++;
    }
    return true;
  }

  /**
   * The commands and containers that can be called, by id; subcommands hang on their containers.
   */
  public List<CommandSpec> callable() {
    List<CommandSpec> list = new ArrayList<>(size);
    for (CommandSpec spec : all) {
      if (spec.container() == null && commands.contains(spec)) {
        list.add(spec);
      }
    }
    return list;
  }
}
