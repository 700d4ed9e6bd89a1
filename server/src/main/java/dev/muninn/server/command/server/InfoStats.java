package dev.muninn.server.command.server;

import dev.muninn.server.command.CommandTable;
import dev.muninn.server.command.Services;
import dev.muninn.server.config.Config;
import dev.muninn.server.pubsub.Kind;
import dev.muninn.server.pubsub.PubSub;
import dev.muninn.server.stats.CommandStats;
import dev.muninn.server.stats.LatencyHistogram;
import dev.muninn.server.stats.ServerStats;
import java.util.Locale;

/** Sections of INFO about what the server has done. */
final class InfoStats {
  private static final double NANOS_PER_MICRO = 1000;
  private static final double BYTES_PER_KIBIBYTE = 1024;

  private InfoStats() {}

  static void stats(Services services, InfoText out) {
    ServerStats stats = services.stats();
    out.section("Stats")
        .add("total_connections_received", stats.totalConnectionsReceived)
        .add("total_commands_processed", stats.totalCommandsProcessed)
        .add("instantaneous_ops_per_sec", stats.commandsPerSecond())
        .add("total_net_input_bytes", stats.totalNetInputBytes)
        .add("total_net_output_bytes", stats.totalNetOutputBytes)
        .add("total_net_repl_input_bytes", 0)
        .add("total_net_repl_output_bytes", 0)
        .ratio("instantaneous_input_kbps", stats.inputBytesPerSecond() / BYTES_PER_KIBIBYTE)
        .ratio("instantaneous_output_kbps", stats.outputBytesPerSecond() / BYTES_PER_KIBIBYTE)
        .ratio("instantaneous_input_repl_kbps", 0)
        .ratio("instantaneous_output_repl_kbps", 0)
        .add("rejected_connections", stats.rejectedConnections)
        .add("sync_full", 0)
        .add("sync_partial_ok", 0)
        .add("sync_partial_err", 0)
        .add("expired_keys", stats.expiredKeys)
        .add("expired_fields", services.keyspace().stats().expiredFields)
        .ratio("expired_stale_perc", stats.expiredStalePart * 100)
        .add("expired_time_cap_reached_count", stats.expiredTimeCapReachedCount)
        .add("expire_cycle_cpu_milliseconds", stats.expireCycleDurationSum / 1000)
        .add("evicted_keys", stats.evictedKeys)
        .add("evicted_clients", stats.evictedClients)
        .add("evicted_scripts", 0)
        .add("total_eviction_exceeded_time", 0)
        .add("current_eviction_exceeded_time", 0)
        .add("keyspace_hits", stats.keyspaceHits)
        .add("keyspace_misses", stats.keyspaceMisses);
    subscriptions(services, out);
    out.add("latest_fork_usec", 0)
        .add("total_forks", 0)
        .add("migrate_cached_sockets", 0)
        .add("slave_expires_tracked_keys", 0)
        .add("active_defrag_hits", 0)
        .add("active_defrag_misses", 0)
        .add("active_defrag_key_hits", 0)
        .add("active_defrag_key_misses", 0)
        .add("total_active_defrag_time", 0)
        .add("current_active_defrag_time", 0)
        .add("tracking_total_keys", 0)
        .add("tracking_total_items", 0)
        .add("tracking_total_prefixes", 0)
        .add("unexpected_error_replies", stats.unexpectedErrorReplies)
        .add("total_error_replies", stats.errors.total())
        .add("dump_payload_sanitizations", 0)
        .add("total_reads_processed", stats.totalReadsProcessed)
        .add("total_writes_processed", stats.totalWritesProcessed)
        .add("io_threaded_reads_processed", 0)
        .add("io_threaded_writes_processed", 0)
        .add("io_threaded_freed_objects", 0)
        .add("io_threaded_poll_processed", 0)
        .add("io_threaded_total_prefetch_batches", 0)
        .add("io_threaded_total_prefetch_entries", 0)
        .add("client_query_buffer_limit_disconnections", stats.clientQueryBufferLimitDisconnections)
        .add(
            "client_output_buffer_limit_disconnections",
            stats.clientOutputBufferLimitDisconnections)
        .add("reply_buffer_shrinks", stats.replyBufferShrinks)
        .add("reply_buffer_expands", stats.replyBufferExpands)
        .add("eventloop_cycles", stats.eventloopCycles)
        .add("eventloop_duration_sum", stats.eventloopDurationSum)
        .add("eventloop_duration_cmd_sum", stats.eventloopDurationCommandSum)
        .add("instantaneous_eventloop_cycles_per_sec", stats.cyclesPerSecond())
        .add("instantaneous_eventloop_duration_usec", stats.microsPerCycle())
        .add("acl_access_denied_auth", 0)
        .add("acl_access_denied_cmd", 0)
        .add("acl_access_denied_key", 0)
        .add("acl_access_denied_channel", 0);
  }

  private static void subscriptions(Services services, InfoText out) {
    PubSub pubSub = services.parts().get(PubSub.class);
    out.add("pubsub_channels", pubSub.count(Kind.CHANNEL))
        .add("pubsub_patterns", pubSub.count(Kind.PATTERN))
        .add("pubsubshard_channels", pubSub.count(Kind.SHARD_CHANNEL));
  }

  static void commands(Services services, InfoText out) {
    out.section("Commandstats");
    CommandTable commands = services.commands();
    CommandStats stats = services.stats().commands;
    for (int id = 0; id < commands.ids(); id++) {
      if (!stats.isUsed(id)) {
        continue;
      }
      long calls = stats.calls(id);
      out.add(
          "cmdstat_" + InfoText.safe(commands.byId(id).name()),
          String.format(
              Locale.ROOT,
              "calls=%d,usec=%d,usec_per_call=%.2f,rejected_calls=%d,failed_calls=%d",
              calls,
              stats.micros(id),
              calls == 0 ? 0.0 : (double) stats.micros(id) / calls,
              stats.rejectedCalls(id),
              stats.failedCalls(id)));
    }
  }

  static void errors(Services services, InfoText out) {
    out.section("Errorstats");
    services
        .stats()
        .errors
        .forEach((code, count) -> out.add("errorstat_" + InfoText.safe(code), "count=" + count));
  }

  static void latencies(Services services, InfoText out) {
    out.section("Latencystats");
    if (!services.config().latencyTracking) {
      return;
    }
    for (int id = 0; id < services.commands().ids(); id++) {
      LatencyHistogram histogram = services.stats().commands.latency(id);
      if (histogram != null) {
        StringBuilder line = new StringBuilder();
        for (double percentile : services.config().latencyTrackingInfoPercentiles) {
          line.append(line.isEmpty() ? "p" : ",p")
              .append(Config.percentileText(percentile))
              .append(
                  String.format(
                      Locale.ROOT, "=%.3f", histogram.percentile(percentile) / NANOS_PER_MICRO));
        }
        out.add(
            "latency_percentiles_usec_" + InfoText.safe(services.commands().byId(id).name()),
            line.toString());
      }
    }
  }

  static void debug(Services services, InfoText out) {
    ServerStats stats = services.stats();
    out.section("Debug")
        .add("eventloop_duration_aof_sum", 0)
        .add("eventloop_duration_cron_sum", stats.eventloopDurationCronSum)
        .add("eventloop_duration_max", stats.eventloopDurationMax)
        .add("eventloop_cmd_per_cycle_max", stats.eventloopCommandsPerCycleMax);
  }
}
