package dev.muninn.server.command.introspection;

import dev.muninn.server.command.AclCategory;
import dev.muninn.server.command.CommandSpec;
import dev.muninn.server.command.Flag;
import dev.muninn.server.command.KeyFlag;
import dev.muninn.server.command.KeySpec;
import dev.muninn.server.resp.Reply;

/** Writes what COMMAND INFO tells of a command: an array of ten. */
final class CommandInfoReply {
  private CommandInfoReply() {}

  static void write(Reply reply, CommandSpec command) {
    reply.array(10);
    reply.bulk(command.nameBytes());
    reply.integer(command.arity());
    flags(reply, command);
    reply.integer(command.firstKey());
    reply.integer(command.lastKey());
    reply.integer(command.keyStep());
    categories(reply, command);
    reply.set(command.tips());
    for (int i = 0; i < command.tips(); i++) {
      reply.bulk(command.tip(i));
    }
    reply.set(command.keySpecs());
    for (int i = 0; i < command.keySpecs(); i++) {
      keySpec(reply, command.keySpec(i));
    }
    if (command.subcommands() == 0) {
      reply.set(0);
    } else {
      reply.array(command.subcommands());
      for (int i = 0; i < command.subcommands(); i++) {
        write(reply, command.subcommand(i));
      }
    }
  }

  private static void flags(Reply reply, CommandSpec command) {
    long mark = reply.deferred();
    int count = 0;
    for (Flag flag : Flag.values()) {
      String text = flag.text();
      if (text != null && command.has(flag)) {
        reply.status(text);
        count++;
      }
    }
    reply.endSet(mark, count);
  }

  private static void categories(Reply reply, CommandSpec command) {
    reply.set(Long.bitCount(command.categories()));
    for (AclCategory category : AclCategory.values()) {
      if (command.has(category)) {
        reply.status("@" + category.text());
      }
    }
  }

  /** The set of names of {@code flags}, bits of {@link KeyFlag}. */
  static void keyFlags(Reply reply, int flags) {
    reply.set(Integer.bitCount(flags));
    for (KeyFlag flag : KeyFlag.values()) {
      if ((flags & flag.mask()) != 0) {
        reply.status(flag.text());
      }
    }
  }

  private static void keySpec(Reply reply, KeySpec spec) {
    String notes = spec.notes();
    reply.map(notes == null ? 3 : 4);
    if (notes != null) {
      reply.bulk("notes");
      reply.bulk(notes);
    }
    reply.bulk("flags");
    keyFlags(reply, spec.flags());
    reply.bulk("begin_search");
    switch (spec.begin()) {
      case KeySpec.BEGIN_INDEX -> {
        typed(reply, "index", 1);
        number(reply, "index", spec.index());
      }
      case KeySpec.BEGIN_KEYWORD -> {
        typed(reply, "keyword", 2);
        reply.bulk("keyword");
        reply.bulk(spec.keyword());
        number(reply, "startfrom", spec.index());
      }
      default -> typed(reply, "unknown", 0);
    }
    reply.bulk("find_keys");
    switch (spec.find()) {
      case KeySpec.FIND_RANGE -> {
        typed(reply, "range", 3);
        number(reply, "lastkey", spec.last());
        number(reply, "keystep", spec.step());
        number(reply, "limit", spec.limit());
      }
      case KeySpec.FIND_NUMBER -> {
        typed(reply, "keynum", 3);
        number(reply, "keynumidx", spec.last());
        number(reply, "firstkey", spec.limit());
        number(reply, "keystep", spec.step());
      }
      default -> typed(reply, "unknown", 0);
    }
  }

  private static void typed(Reply reply, String type, int members) {
    reply.map(2);
    reply.bulk("type");
    reply.bulk(type);
    reply.bulk("spec");
    reply.map(members);
  }

  private static void number(Reply reply, String name, int value) {
    reply.bulk(name);
    reply.integer(value);
  }
}
