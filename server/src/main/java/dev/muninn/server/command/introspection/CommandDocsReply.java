package dev.muninn.server.command.introspection;

import dev.muninn.server.command.ArgumentType;
import dev.muninn.server.command.CommandDocs;
import dev.muninn.server.command.CommandDocs.Argument;
import dev.muninn.server.command.CommandSpec;
import dev.muninn.server.command.CommandTable;
import dev.muninn.server.command.DocFlag;
import dev.muninn.server.resp.Reply;
import org.jspecify.annotations.Nullable;

/** Writes what COMMAND DOCS tells of a command: a map of what there is to tell. */
final class CommandDocsReply {
  private CommandDocsReply() {}

  static void write(Reply reply, CommandSpec command) {
    CommandDocs docs = CommandTable.docs(command);
    long mark = reply.deferred();
    int members = 0;
    members += text(reply, "summary", docs.summary());
    members += text(reply, "since", docs.since());
    members += text(reply, "group", command.group().text());
    members += text(reply, "complexity", docs.complexity());
    members += docFlags(reply, docs.docFlags());
    members += text(reply, "deprecated_since", docs.deprecatedSince());
    members += text(reply, "replaced_by", docs.replacedBy());
    members += history(reply, docs.history());
    if (docs.arguments().length > 0) {
      reply.bulk("arguments");
      arguments(reply, docs.arguments());
      members++;
    }
    if (command.subcommands() > 0) {
      reply.bulk("subcommands");
      reply.map(command.subcommands());
      for (int i = 0; i < command.subcommands(); i++) {
        reply.bulk(command.subcommand(i).nameBytes());
        write(reply, command.subcommand(i));
      }
      members++;
    }
    reply.endMap(mark, members);
  }

  /** Writes a member unless it is null. Returns the number of members written. */
  private static int text(Reply reply, String name, @Nullable String value) {
    if (value == null) {
      return 0;
    }
    reply.bulk(name);
    reply.bulk(value);
    return 1;
  }

  private static int docFlags(Reply reply, int flags) {
    if (flags == 0) {
      return 0;
    }
    reply.bulk("doc_flags");
    reply.set(Integer.bitCount(flags));
    for (DocFlag flag : DocFlag.values()) {
      if ((flags & flag.mask()) != 0) {
        reply.status(flag.text());
      }
    }
    return 1;
  }

  private static int history(Reply reply, String[] pairs) {
    if (pairs.length == 0) {
      return 0;
    }
    reply.bulk("history");
    reply.set(pairs.length / 2);
    for (int i = 0; i < pairs.length; i += 2) {
      reply.array(2);
      reply.bulk(pairs[i]);
      reply.bulk(pairs[i + 1]);
    }
    return 1;
  }

  private static void arguments(Reply reply, Argument[] arguments) {
    reply.array(arguments.length);
    for (Argument argument : arguments) {
      argument(reply, argument);
    }
  }

  private static void argument(Reply reply, Argument argument) {
    long mark = reply.deferred();
    int members = 0;
    members += text(reply, "name", argument.name());
    members += text(reply, "type", argument.type().text());
    members += text(reply, "display_text", argument.display());
    if (argument.keySpec() >= 0) {
      reply.bulk("key_spec_index");
      reply.integer(argument.keySpec());
      members++;
    }
    members += text(reply, "token", argument.token());
    members += text(reply, "since", argument.since());
    members += text(reply, "deprecated_since", argument.deprecatedSince());
    if (argument.flags() != 0) {
      reply.bulk("flags");
      flags(reply, argument.flags());
      members++;
    }
    if (argument.type() == ArgumentType.ONEOF || argument.type() == ArgumentType.BLOCK) {
      reply.bulk("arguments");
      arguments(reply, argument.children());
      members++;
    }
    reply.endMap(mark, members);
  }

  private static void flags(Reply reply, int flags) {
    reply.set(Integer.bitCount(flags));
    if ((flags & Argument.OPTIONAL) != 0) {
      reply.status("optional");
    }
    if ((flags & Argument.MULTIPLE) != 0) {
      reply.status("multiple");
    }
    if ((flags & Argument.MULTIPLE_TOKEN) != 0) {
      reply.status("multiple_token");
    }
  }
}
