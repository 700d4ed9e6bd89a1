package dev.muninn.analysis.model;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What to do about a culprit. */
final class Advice {
  private static final Map<String, String> BY_COMMAND =
      Map.ofEntries(
          Map.entry(
              "keys",
              "Use SCAN in small steps in place of KEYS, or keep the names in a set; ACLs can forbid"
                  + " KEYS (-keys)."),
          Map.entry("del", "Use UNLINK: it detaches the value and frees it piece by piece."),
          Map.entry("getdel", "Read with GET and remove with UNLINK."),
          Map.entry("flushall", "Use FLUSHALL ASYNC."),
          Map.entry("flushdb", "Use FLUSHDB ASYNC."),
          Map.entry("save", "Use BGSAVE: SAVE stops everything until the file is written."),
          Map.entry("smembers", "Use SSCAN, or smaller sets."),
          Map.entry(
              "hgetall", "Use HSCAN, HMGET of the fields that are needed, or smaller hashes."),
          Map.entry("hkeys", "Use HSCAN, or smaller hashes."),
          Map.entry("hvals", "Use HSCAN, or smaller hashes."),
          Map.entry("lrange", "Ask for a smaller range."),
          Map.entry("zrange", "Ask for a smaller range, or use ZSCAN."),
          Map.entry("sort", "Sort in the client, or on a replica; give LIMIT."),
          Map.entry("sunion", "Use smaller sets, or compute it on a replica."),
          Map.entry("sinter", "Use smaller sets, SINTERCARD with LIMIT, or a replica."),
          Map.entry("sdiff", "Use smaller sets, or compute it on a replica."),
          Map.entry("get", "Keep smaller values: split or compress them."),
          Map.entry("set", "Keep smaller values: split or compress them."),
          Map.entry("mget", "Ask for fewer keys at once."),
          Map.entry("mset", "Write fewer keys at once."),
          Map.entry("scan", "Give a smaller COUNT."),
          Map.entry("exec", "Make transactions smaller."));

  private static final Set<String> DELETES = Set.of("del", "getdel", "flushall", "flushdb");

  private Advice() {}

  static boolean deletes(String command) {
    return DELETES.contains(base(command));
  }

  private static String base(String command) {
    int bar = command.indexOf('|');
    return (bar < 0 ? command : command.substring(0, bar)).toLowerCase(Locale.ROOT);
  }

  static boolean isDebug(String command) {
    return base(command).equals("debug");
  }

  static String forCommand(String command) {
    if (isDebug(command)) {
      return "DEBUG is for tests: find the client that sends it and forbid it (enable-debug-command no,"
          + " ACL -debug).";
    }
    return BY_COMMAND.getOrDefault(
        base(command),
        "Give it less to do at once, or ask a replica; SLOWLOG GET shows its arguments.");
  }

  static String of(FindingKind kind) {
    return switch (kind) {
      case SLOW_COMMAND, BLOCKING_DEBUG -> forCommand("");
      case LARGE_DELETE -> forCommand("del");
      case SLOW_SCRIPT -> "Make the script shorter: it stops everybody while it runs.";
      case MASS_EXPIRY ->
          "Spread the times to live (add a random part when setting them), so that keys do not expire"
              + " all at once; lower active-expire-effort.";
      case EVICTION ->
          "Raise maxmemory or store less; maxmemory-eviction-tenacity bounds the work per command,"
              + " lazyfree-lazy-eviction moves the freeing away.";
      case LAZY_FREE -> "Delete less at once: large values are freed as a whole at the end.";
      case DEFRAG -> "Lower active-defrag-cycle-max, or defragment at a quiet time.";
      case AOF_WRITE, FSYNC ->
          "Use a faster disk or one of its own; appendfsync everysec in place of always;"
              + " no-appendfsync-on-rewrite yes while rewriting.";
      case SNAPSHOT_START ->
          "Take snapshots at quiet times or on a replica; with Valkey, switch transparent huge pages"
              + " off.";
      case CLUSTER_CONFIG -> "Put nodes.conf on a faster disk.";
      case MODULE -> "See what the module does while it holds the lock.";
      case CRON -> "Look at what runs in it: timeouts of many clients, resizing; lower hz.";
      case CONNECTION_STORM ->
          "Keep connections open in a pool in place of one a request; let clients come back with a"
              + " random delay; max-new-connections-per-cycle bounds the work per turn.";
      case LARGE_REQUESTS -> "Send smaller requests; look for clients that send large values.";
      case LARGE_REPLIES -> "Ask for less at once; keep smaller values.";
      case SLOW_READER ->
          "See whether that client hangs or its network is slow; client-output-buffer-limit closes it"
              + " before memory runs out.";
      case FLOOD ->
          "Let that client send smaller pipelines, or give it a server or replica of its own.";
      case GC_PAUSE ->
          "Look for who asks for collections (jcmd, agents) and what fills the heap; a larger young"
              + " generation makes them rarer.";
      case SAFEPOINT -> "Look for jcmd, profilers or agents that stop the JVM.";
      case CPU_WAIT ->
          "Something else uses the CPUs: move it away, give the server a CPU of its own (taskset,"
              + " cgroup cpu.weight), or look for a quota (cgroup cpu.max) or a noisy neighbour"
              + " (steal).";
      case UNEXPLAINED ->
          "Record again with process:*, jvm:* and valkey_keys:* enabled; look for swapping (vmstat), page faults and"
              + " virtual machines that are stopped.";
    };
  }
}
