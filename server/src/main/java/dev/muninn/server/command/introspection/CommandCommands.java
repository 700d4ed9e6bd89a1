package dev.muninn.server.command.introspection;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.command.Command;
import dev.muninn.server.command.CommandSpec;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Flag;
import dev.muninn.server.command.KeyPositions;
import dev.muninn.server.resp.Args;
import dev.muninn.server.resp.Reply;
import dev.muninn.server.resp.RespError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** COMMAND and its subcommands. */
public final class CommandCommands {
  private static final RespError INVALID_COMMAND = RespError.err("Invalid command specified");
  private static final RespError NO_KEYS = RespError.err("The command has no key arguments");
  private static final RespError INVALID_COUNT =
      RespError.err("Invalid number of arguments specified for command");
  private static final RespError INVALID_ARGUMENTS =
      RespError.err("Invalid arguments specified for command");

  private CommandCommands() {}

  /** Tells everything about every command. */
  @Command(
      syntax = "COMMAND",
      since = "2.8.13",
      complexity = "O(N) with N commands in the server",
      flags = {Flag.LOADING, Flag.STALE},
      tips = "nondeterministic_output_order")
  public static void command(Context c) {
    all(c);
  }

  /** Counts the commands. */
  @Command(
      syntax = "COMMAND COUNT",
      since = "2.8.13",
      complexity = "O(1)",
      flags = {Flag.LOADING, Flag.STALE})
  public static void count(Context c) {
    c.reply().integer(c.commands().size());
  }

  /** Tells everything about some commands, or all. */
  @Command(
      syntax = "COMMAND INFO [command-name:string...]",
      since = "2.8.13",
      complexity = "O(N) with N commands asked for",
      flags = {Flag.LOADING, Flag.STALE},
      tips = "nondeterministic_output_order",
      history = "7.0.0: Without a name: all commands.")
  public static void info(Context c) {
    if (c.args().count() == 2) {
      all(c);
      return;
    }
    Reply reply = c.reply();
    Args args = c.args();
    reply.array(args.count() - 2);
    for (int i = 2; i < args.count(); i++) {
      CommandSpec command = c.commands().findFullName(args.get(i));
      if (command == null) {
        reply.nullValue();
      } else {
        CommandInfoReply.write(reply, command);
      }
    }
  }

  private static void all(Context c) {
    List<CommandSpec> commands = c.commands().callable();
    c.reply().array(commands.size());
    for (CommandSpec command : commands) {
      CommandInfoReply.write(c.reply(), command);
    }
  }

  /** Documents some commands, or all. */
  @Command(
      syntax = "COMMAND DOCS [command-name:string...]",
      since = "7.0.0",
      complexity = "O(N) with N commands asked for",
      flags = {Flag.LOADING, Flag.STALE},
      tips = "nondeterministic_output_order")
  public static void docs(Context c) {
    Reply reply = c.reply();
    Args args = c.args();
    if (args.count() == 2) {
      List<CommandSpec> commands = c.commands().callable();
      reply.map(commands.size());
      for (CommandSpec command : commands) {
        reply.bulk(command.nameBytes());
        CommandDocsReply.write(reply, command);
      }
      return;
    }
    long mark = reply.deferred();
    int found = 0;
    for (int i = 2; i < args.count(); i++) {
      CommandSpec command = c.commands().findFullName(args.get(i));
      if (command != null) {
        reply.bulk(command.nameBytes());
        CommandDocsReply.write(reply, command);
        found++;
      }
    }
    reply.endMap(mark, found);
  }

  /** Lists the names of the commands. */
  @Command(
      syntax =
          "COMMAND LIST [FILTERBY filterby<MODULE module-name:string|ACLCAT category:string"
              + "|PATTERN pattern:pattern>]",
      since = "7.0.0",
      complexity = "O(N) with N commands in the server",
      flags = {Flag.LOADING, Flag.STALE},
      tips = "nondeterministic_output_order")
  public static void list(Context c) {
    Args args = c.args();
    int count = args.count();
    boolean filtered = count == 5 && args.get(2).equalsIgnoreCase("filterby");
    if (count > 2 && !filtered) {
      c.reply().error(RespError.SYNTAX);
      return;
    }
    NameFilter filter = filtered ? NameFilter.of(args.get(3), args.get(4)) : NameFilter.ALL;
    if (filter == null) {
      c.reply().error(RespError.SYNTAX);
      return;
    }
    Reply reply = c.reply();
    long mark = reply.deferred();
    int found = 0;
    for (CommandSpec command : c.commands().callable()) {
      found += listed(reply, command, filter);
      for (int i = 0; i < command.subcommands(); i++) {
        found += listed(reply, command.subcommand(i), filter);
      }
    }
    reply.endArray(mark, found);
  }

  private static int listed(Reply reply, CommandSpec command, NameFilter filter) {
    if (!filter.passes(command)) {
      return 0;
    }
    reply.bulk(command.nameBytes());
    return 1;
  }

  /** Picks the keys out of a request. */
  @Command(
      syntax = "COMMAND GETKEYS command:string [arg:string...]",
      since = "2.8.13",
      complexity = "O(N) with N arguments of the request",
      flags = {Flag.LOADING, Flag.STALE})
  public static void getKeys(Context c) {
    keys(c, false);
  }

  /** Picks the keys out of a request and tells how each is accessed. */
  @Command(
      syntax = "COMMAND GETKEYSANDFLAGS command:string [arg:string...]",
      since = "7.0.0",
      complexity = "O(N) with N arguments of the request",
      flags = {Flag.LOADING, Flag.STALE})
  public static void getKeysAndFlags(Context c) {
    keys(c, true);
  }

  private static void keys(Context c, boolean withFlags) {
    Args args = c.args();
    Reply reply = c.reply();
    @Nullable Slice second = args.count() > 3 ? args.get(3) : null;
    CommandSpec command = c.commands().find(args.get(2), second);
    if (command == null) {
      reply.error(INVALID_COMMAND);
      return;
    }
    if (!KeyPositions.mayHaveKeys(command)) {
      reply.error(NO_KEYS);
      return;
    }
    if (!command.accepts(args.count() - 2)) {
      reply.error(INVALID_COUNT);
      return;
    }
    KeyPositions keys = new KeyPositions();
    int count = keys.find(command, args, 2);
    if (count == 0 && !command.has(Flag.NO_MANDATORY_KEYS)) {
      reply.error(INVALID_ARGUMENTS);
      return;
    }
    reply.array(count);
    for (int i = 0; i < count; i++) {
      if (withFlags) {
        reply.array(2);
      }
      reply.bulk(args.get(2 + keys.position(i)));
      if (withFlags) {
        CommandInfoReply.keyFlags(reply, keys.flags(i));
      }
    }
  }

  /** Tells about the subcommands. */
  @Command(
      syntax = "COMMAND HELP",
      since = "5.0.0",
      complexity = "O(1)",
      flags = {Flag.LOADING, Flag.STALE})
  public static void help(Context c) {
    c.reply()
        .help(
            c.args(),
            "(no subcommand)",
            "    Tell everything about every command.",
            "COUNT",
            "    Count the commands of this server.",
            "LIST [FILTERBY (MODULE <module-name>|ACLCAT <category>|PATTERN <pattern>)]",
            "    List the names of the commands.",
            "INFO [<command-name> ...]",
            "    Tell everything about some commands, or all.",
            "DOCS [<command-name> ...]",
            "    Document some commands, or all.",
            "GETKEYS <full-command>",
            "    Pick the keys out of a request.",
            "GETKEYSANDFLAGS <full-command>",
            "    Pick the keys out of a request and tell how each is accessed.");
  }
}
