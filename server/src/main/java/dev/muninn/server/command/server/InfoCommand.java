package dev.muninn.server.command.server;

import dev.muninn.server.command.AclCategory;
import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Flag;
import dev.muninn.server.command.Services;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** INFO. */
public final class InfoCommand {
  /** Sections in the order in which they are told. */
  private static final Map<String, BiConsumer<Services, InfoText>> SECTIONS = sections();

  private static final List<String> DEFAULT =
      List.of(
          "server",
          "clients",
          "memory",
          "persistence",
          "stats",
          "replication",
          "cpu",
          "modules",
          "errorstats",
          "cluster",
          "keyspace");

  private InfoCommand() {}

  private static Map<String, BiConsumer<Services, InfoText>> sections() {
    Map<String, BiConsumer<Services, InfoText>> sections = new LinkedHashMap<>();
    sections.put("server", InfoServer::server);
    sections.put("clients", InfoServer::clients);
    sections.put("memory", InfoServer::memory);
    sections.put("persistence", InfoServer::persistence);
    sections.put("stats", InfoStats::stats);
    sections.put("replication", InfoServer::replication);
    sections.put("cpu", InfoServer::cpu);
    sections.put("modules", (services, out) -> out.section("Modules"));
    sections.put("commandstats", InfoStats::commands);
    sections.put("errorstats", InfoStats::errors);
    sections.put("latencystats", InfoStats::latencies);
    sections.put("cluster", InfoServer::cluster);
    sections.put("keyspace", InfoServer::keyspace);
    sections.put("debug", InfoStats::debug);
    return sections;
  }

  /** Returns figures about the server. */
  @Command(
      syntax = "INFO [section:string...]",
      since = "1.0.0",
      complexity = "O(1)",
      flags = {Flag.LOADING, Flag.STALE},
      categories = AclCategory.DANGEROUS,
      tips = {"nondeterministic_output", "request_policy:all_shards", "response_policy:special"},
      history = "7.0.0: Added support for taking multiple section arguments.")
  public static void info(Context c) {
    Set<String> wanted = new LinkedHashSet<>();
    if (c.argc() == 1) {
      wanted.addAll(DEFAULT);
    }
    for (int i = 1; i < c.argc(); i++) {
      String section = c.text(i).toLowerCase(Locale.ROOT);
      switch (section) {
        case "default" -> wanted.addAll(DEFAULT);
        case "all", "everything" -> {
          wanted.addAll(SECTIONS.keySet());
          wanted.remove("debug");
        }
        case "module_list" -> wanted.add("modules");
        default -> wanted.add(section);
      }
    }
    c.reply().verbatim(text(c.services(), wanted));
  }

  static String text(Services services, Set<String> wanted) {
    services.control().refreshStats();
    InfoText out = new InfoText();
    SECTIONS.forEach(
        (name, section) -> {
          if (wanted.contains(name)) {
            section.accept(services, out);
          }
        });
    return out.toString();
  }
}
