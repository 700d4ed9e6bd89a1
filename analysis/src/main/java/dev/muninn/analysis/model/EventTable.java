package dev.muninn.analysis.model;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What each event of a trace means to the engine: the events of Valkey's LTTng support and those
 * beyond. An event that is not in the table is counted and otherwise left alone.
 */
public final class EventTable {
  /** How an event is read. */
  public enum Shape {
    /** {@code name}, {@code duration}: a command has run. */
    COMMAND,
    /** {@code name}, {@code client_id}, {@code address}, {@code client_name}: a command begins. */
    COMMAND_ENTRY,
    /** {@code id}: a command of this client begins (USDT's {@code call__start}). */
    CALL_START,
    /** The command before it has the FAST flag. */
    FAST_COMMAND,
    /** {@code duration}: a turn of the event loop has ended. */
    TURN,
    /** {@code duration}: work of the kind in the table has ended. */
    WORK,
    /** {@code client_id}, {@code address}: a client came. */
    ACCEPT,
    /** {@code client_id}, {@code address}: a client's connection was closed. */
    CLOSE,
    /** {@code client_id}, {@code address}, {@code pending}: a client does not take its replies. */
    OUTPUT_PENDING,
    /** {@code db}, {@code key}, {@code type}, {@code size}: a command read a key. */
    KEY_READ,
    /** The same: wrote. */
    KEY_WRITE,
    /** The same: deleted. */
    KEY_DELETE,
    /** {@code name}, {@code start}, {@code duration}. */
    GC_PAUSE,
    /** {@code operation}, {@code start}, {@code duration}. */
    SAFEPOINT,
    /**
     * {@code duration}, {@code window}; and, of newer servers, {@code start}, {@code slices},
     * {@code longest}, {@code throttled}.
     */
    CPU_WAIT,
    /** Known, of no use to the engine. */
    IGNORED
  }

  /**
   * What an event means.
   *
   * @param shape how its fields are read
   * @param kind for {@link Shape#WORK}: what the time goes to
   */
  public record Meaning(Shape shape, @Nullable StallKind kind) {}

  private static final Map<String, Meaning> MEANINGS =
      Map.ofEntries(
          of("valkey_commands:command_call", Shape.COMMAND),
          of("valkey_commands_entry:command_call_entry", Shape.COMMAND_ENTRY),
          of("redis:call__start", Shape.CALL_START),
          of("redis:call__end", Shape.IGNORED),
          of("valkey_server:command", Shape.IGNORED),
          of("valkey_server:fast_command", Shape.FAST_COMMAND),
          of("valkey_server:command_unblocking", Shape.IGNORED),
          of("valkey_server:eventloop", Shape.TURN),
          work("valkey_server:eventloop_cron", StallKind.CRON),
          work("valkey_server:while_blocked_cron", StallKind.CRON),
          work("valkey_server:module_acquire_gil", StallKind.MODULE),
          work("valkey_db:expire_del", StallKind.EXPIRY),
          work("valkey_db:expire_cycle", StallKind.EXPIRY),
          work("valkey_db:expire_cycle_keys", StallKind.EXPIRY),
          work("valkey_db:expire_cycle_fields", StallKind.EXPIRY),
          work("valkey_db:eviction_del", StallKind.EVICTION),
          work("valkey_db:eviction_lazyfree", StallKind.EVICTION),
          work("valkey_db:eviction_cycle", StallKind.EVICTION),
          work("valkey_db:active_defrag_cycle", StallKind.DEFRAG),
          work("valkey_db:lazy_free", StallKind.LAZY_FREE),
          work("valkey_rdb:fork", StallKind.SNAPSHOT_START),
          work("valkey_rdb:rdb_unlink_temp_file", StallKind.SNAPSHOT_START),
          work("valkey_aof:fork", StallKind.SNAPSHOT_START),
          work("valkey_aof:aof_write", StallKind.AOF_WRITE),
          work("valkey_aof:aof_write_pending_fsync", StallKind.FSYNC),
          work("valkey_aof:aof_write_active_child", StallKind.AOF_WRITE),
          work("valkey_aof:aof_write_alone", StallKind.AOF_WRITE),
          work("valkey_aof:aof_fsync_always", StallKind.FSYNC),
          work("valkey_aof:aof_fstat", StallKind.AOF_WRITE),
          work("valkey_aof:aof_rename", StallKind.AOF_WRITE),
          work("valkey_aof:aof_flush", StallKind.AOF_WRITE),
          work("valkey_cluster:fork", StallKind.SNAPSHOT_START),
          work("valkey_cluster:cluster_config_open", StallKind.CLUSTER_CONFIG),
          work("valkey_cluster:cluster_config_write", StallKind.CLUSTER_CONFIG),
          work("valkey_cluster:cluster_config_fsync", StallKind.CLUSTER_CONFIG),
          work("valkey_cluster:cluster_config_rename", StallKind.CLUSTER_CONFIG),
          work("valkey_cluster:cluster_config_dir_fsync", StallKind.CLUSTER_CONFIG),
          work("valkey_cluster:cluster_config_close", StallKind.CLUSTER_CONFIG),
          work("valkey_cluster:cluster_config_unlink", StallKind.CLUSTER_CONFIG),
          of("valkey_connections:connection_accept", Shape.ACCEPT),
          of("valkey_connections:connection_close", Shape.CLOSE),
          of("valkey_connections:output_pending", Shape.OUTPUT_PENDING),
          of("valkey_keys:key_read", Shape.KEY_READ),
          of("valkey_keys:key_write", Shape.KEY_WRITE),
          of("valkey_keys:key_delete", Shape.KEY_DELETE),
          of("jvm:gc_pause", Shape.GC_PAUSE),
          of("jvm:safepoint", Shape.SAFEPOINT),
          of("process:cpu_wait", Shape.CPU_WAIT));

  /** The beginnings of what other events end: for viewers that draw pairs. */
  private static final Pattern TWIN = Pattern.compile("valkey_\\w+_entry:");

  private static final Meaning IGNORED = new Meaning(Shape.IGNORED, null);

  private EventTable() {}

  /**
   * The meaning of an event.
   *
   * @param event provider and name with a colon
   * @return null when the engine does not know the event
   */
  public static @Nullable Meaning meaning(String event) {
    Meaning known = MEANINGS.get(event);
    return known == null && TWIN.matcher(event).lookingAt() ? IGNORED : known;
  }

  private static Map.Entry<String, Meaning> of(String event, Shape shape) {
    return Map.entry(event, new Meaning(shape, null));
  }

  private static Map.Entry<String, Meaning> work(String event, StallKind kind) {
    return Map.entry(event, new Meaning(Shape.WORK, kind));
  }
}
