package dev.muninn.server.command.server;

import dev.muninn.server.client.Client;
import dev.muninn.server.client.ClientFlag;
import dev.muninn.server.client.ClientType;
import dev.muninn.server.command.ServerVersion;
import dev.muninn.server.command.Services;
import dev.muninn.server.command.memory.MemoryFigures;
import dev.muninn.server.config.Config;
import dev.muninn.server.config.MemoryUnits;
import dev.muninn.server.keyspace.Database;
import dev.muninn.server.stats.ProcessStats;
import dev.muninn.server.stats.ServerStats;
import java.util.List;
import java.util.Objects;

/** Sections of INFO about what the server is and holds. */
final class InfoServer {
  private static final String NO_REPLICATION_ID = "0".repeat(40);
  private static final int LRU_CLOCK_MASK = (1 << 24) - 1;

  private InfoServer() {}

  static void server(Services services, InfoText out) {
    Config config = services.config();
    ServerStats stats = services.stats();
    long now = services.clock().millis();
    long uptime = Math.max(0, now - stats.startMillis) / 1000;
    String mode = config.clusterEnabled ? "cluster" : "standalone";
    out.section("Server")
        .add("redis_version", ServerVersion.REDIS_VERSION)
        .add("server_name", ServerVersion.NAME)
        .add("valkey_version", ServerVersion.VERSION)
        .add("muninn_version", ServerVersion.MUNINN_VERSION)
        .add("redis_git_sha1", "00000000")
        .add("redis_git_dirty", 0)
        .add("redis_build_id", "0")
        .add(config.extendedRedisCompatibility ? "redis_mode" : "server_mode", mode)
        .add(
            "os",
            System.getProperty("os.name")
                + " "
                + System.getProperty("os.version")
                + " "
                + System.getProperty("os.arch"))
        .add("arch_bits", 64)
        .add("monotonic_clock", "POSIX clock_gettime")
        .add("multiplexing_api", services.control().transport())
        .add("gcc_version", "0.0.0")
        .add("java_version", Runtime.version().toString())
        .add("process_id", ProcessHandle.current().pid())
        .add("process_supervised", "no")
        .add("run_id", stats.runId)
        .add("tcp_port", services.control().tcpPort())
        .add("server_time_usec", now * 1000)
        .add("uptime_in_seconds", uptime)
        .add("uptime_in_days", uptime / 86400)
        .add("hz", config.hz)
        .add("configured_hz", config.hz)
        .add("lru_clock", (int) (now / 1000) & LRU_CLOCK_MASK)
        .add("executable", ProcessHandle.current().info().command().orElse(""))
        .add("config_file", Objects.toString(config.file(), ""))
        .add("io_threads_active", 0)
        .add("availability_zone", config.availabilityZone);
    listeners(config, services.control().tcpPort(), out);
  }

  private static void listeners(Config config, int port, InfoText out) {
    int number = 0;
    if (port != 0) {
      StringBuilder line = new StringBuilder("name=tcp");
      config.bind.forEach(address -> line.append(",bind=").append(address));
      out.add("listener" + number++, line.append(",port=").append(port).toString());
    }
    if (!config.unixsocket.isEmpty()) {
      out.add("listener" + number, "name=unix,bind=" + config.unixsocket);
    }
  }

  static void clients(Services services, InfoText out) {
    List<Client> clients = services.clients().list();
    long input = 0;
    long output = 0;
    long watching = 0;
    long watchedKeys = 0;
    int replicas = 0;
    int subscribers = 0;
    for (Client client : clients) {
      input = Math.max(input, client.link().queryBufferUsed());
      output = Math.max(output, client.outputMemory());
      watching += client.counts().watched > 0 ? 1 : 0;
      watchedKeys += client.counts().watched;
      replicas += client.type() == ClientType.REPLICA ? 1 : 0;
      subscribers += client.type() == ClientType.PUBSUB ? 1 : 0;
    }
    out.section("Clients")
        .add("connected_clients", clients.size() - replicas)
        .add("cluster_connections", 0)
        .add("maxclients", services.config().maxclients)
        .add("client_recent_max_input_buffer", input)
        .add("client_recent_max_output_buffer", output)
        .add("blocked_clients", services.clients().blocked().count())
        .add("tracking_clients", services.clients().countWith(ClientFlag.TRACKING))
        .add("pubsub_clients", subscribers)
        .add("watching_clients", watching)
        .add("clients_in_timeout_table", services.clients().blocked().timed())
        .add("total_watched_keys", watchedKeys)
        .add("total_blocking_keys", 0)
        .add("total_blocking_keys_on_nokey", 0);
  }

  static void memory(Services services, InfoText out) {
    MemoryFigures figures = new MemoryFigures(services);
    Config config = services.config();
    Runtime heap = Runtime.getRuntime();
    long machine = ProcessStats.machineBytes();
    long extra = figures.resident - figures.used;
    out.section("Memory");
    bytes(out, "used_memory", figures.used);
    bytes(out, "used_memory_rss", figures.resident);
    bytes(out, "used_memory_peak", figures.peak);
    out.percent("used_memory_peak_perc", figures.peakPercent())
        .add("used_memory_overhead", figures.overhead)
        .add("used_memory_startup", figures.startup)
        .add("used_memory_dataset", figures.dataset)
        .percent("used_memory_dataset_perc", figures.datasetPercent())
        .add("used_memory_java_heap", heap.totalMemory() - heap.freeMemory())
        .add("allocator_allocated", figures.used)
        .add("allocator_active", figures.used)
        .add("allocator_resident", figures.used)
        .add("allocator_muzzy", 0);
    bytes(out, "total_system_memory", machine);
    bytes(out, "used_memory_lua", 0);
    out.add("used_memory_vm_eval", 0)
        .add("used_memory_scripts_eval", 0)
        .add("number_of_cached_scripts", 0)
        .add("number_of_functions", 0)
        .add("number_of_libraries", 0)
        .add("used_memory_vm_functions", 0);
    bytes(out, "used_memory_vm_total", 0);
    out.add("used_memory_functions", 0);
    bytes(out, "used_memory_scripts", 0);
    bytes(out, "maxmemory", config.maxmemory);
    out.add("maxmemory_policy", config.maxmemoryPolicy.text())
        .ratio("allocator_frag_ratio", 1)
        .add("allocator_frag_bytes", 0)
        .ratio("allocator_rss_ratio", 1)
        .add("allocator_rss_bytes", 0)
        .ratio("rss_overhead_ratio", figures.fragmentation())
        .add("rss_overhead_bytes", extra)
        .ratio("mem_fragmentation_ratio", figures.fragmentation())
        .add("mem_fragmentation_bytes", extra)
        .add("mem_not_counted_for_evict", 0)
        .add("mem_replication_backlog", 0)
        .add("mem_total_replication_buffers", 0)
        .add("mem_clients_slaves", figures.replicaClients)
        .add("mem_clients_normal", figures.normalClients)
        .add("mem_cluster_links", 0)
        .add("mem_aof_buffer", 0)
        .add("mem_trace_buffers", services.control().recordings().memory())
        .add("mem_allocator", "muninn")
        .add("mem_overhead_db_hashtable_rehashing", 0)
        .add("active_defrag_running", 0)
        .add("lazyfree_pending_objects", services.keyspace().lazyFree().pending())
        .add("lazyfreed_objects", services.keyspace().lazyFree().freed());
  }

  private static void bytes(InfoText out, String name, long bytes) {
    out.add(name, bytes).add(name + "_human", MemoryUnits.human(bytes));
  }

  /** What Valkey tells of a server that neither saves nor loads. */
  static void persistence(Services services, InfoText out) {
    ServerStats stats = services.stats();
    out.section("Persistence")
        .add("loading", 0)
        .add("async_loading", 0)
        .add("current_cow_peak", 0)
        .add("current_cow_size", 0)
        .add("current_cow_size_age", 0)
        .ratio("current_fork_perc", 0)
        .add("current_save_keys_processed", 0)
        .add("current_save_keys_total", 0)
        .add("rdb_changes_since_last_save", stats.dirty)
        .add("rdb_bgsave_in_progress", 0)
        .add("rdb_last_save_time", stats.startMillis / 1000)
        .add("rdb_last_bgsave_status", "ok")
        .add("rdb_last_bgsave_time_sec", -1)
        .add("rdb_current_bgsave_time_sec", -1)
        .add("rdb_saves", 0)
        .add("rdb_last_cow_size", 0)
        .add("rdb_last_load_keys_expired", 0)
        .add("rdb_last_load_keys_loaded", 0)
        .add("aof_enabled", 0)
        .add("aof_rewrite_in_progress", 0)
        .add("aof_rewrite_scheduled", 0)
        .add("aof_last_rewrite_time_sec", -1)
        .add("aof_current_rewrite_time_sec", -1)
        .add("aof_last_bgrewrite_status", "ok")
        .add("aof_rewrites", 0)
        .add("aof_rewrites_consecutive_failures", 0)
        .add("aof_last_write_status", "ok")
        .add("aof_last_cow_size", 0)
        .add("module_fork_in_progress", 0)
        .add("module_fork_last_cow_size", 0);
  }

  /** What Valkey tells of a primary without replicas. */
  static void replication(Services services, InfoText out) {
    out.section("Replication")
        .add("role", "master")
        .add("connected_slaves", 0)
        .add("replicas_waiting_psync", 0)
        .add("master_failover_state", "no-failover")
        .add("master_replid", services.stats().replicationId)
        .add("master_replid2", NO_REPLICATION_ID)
        .add("master_repl_offset", 0)
        .add("second_repl_offset", -1)
        .add("repl_backlog_active", 0)
        .add("repl_backlog_size", Objects.toString(services.config().get("repl-backlog-size"), "0"))
        .add("repl_backlog_first_byte_offset", 0)
        .add("repl_backlog_histlen", 0);
  }

  static void cpu(Services services, InfoText out) {
    ProcessStats.Cpu process = ProcessStats.process();
    ProcessStats.Cpu children = ProcessStats.children();
    ProcessStats.Cpu thread = ProcessStats.thread();
    out.section("CPU")
        .seconds("used_cpu_sys", process.system())
        .seconds("used_cpu_user", process.user())
        .seconds("used_cpu_sys_children", children.system())
        .seconds("used_cpu_user_children", children.user())
        .seconds("used_cpu_sys_main_thread", thread.system())
        .seconds("used_cpu_user_main_thread", thread.user());
  }

  static void cluster(Services services, InfoText out) {
    out.section("Cluster").add("cluster_enabled", services.config().clusterEnabled);
  }

  static void keyspace(Services services, InfoText out) {
    out.section("Keyspace");
    for (int i = 0; i < services.keyspace().count(); i++) {
      Database database = services.keyspace().database(i);
      if (database.size() > 0) {
        out.add(
            "db" + i,
            "keys="
                + database.size()
                + ",expires="
                + database.expires()
                + ",avg_ttl="
                + database.averageTtlMillis());
      }
    }
  }
}
