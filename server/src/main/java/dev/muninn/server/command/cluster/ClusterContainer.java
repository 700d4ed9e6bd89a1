package dev.muninn.server.command.cluster;

import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Flag;
import dev.muninn.server.resp.RespError;

/**
 * Holds the commands about the cluster. Each is refused by a server that is no node of a cluster.
 */
@Command(syntax = "CLUSTER", since = "3.0.0", complexity = "Depends on subcommand.")
@SuppressWarnings("DoNotCallSuggester") // they are called, and fail
public final class ClusterContainer {
  static final RespError DISABLED = RespError.err("This instance has cluster support disabled");

  private ClusterContainer() {}

  /** Gives the node slots. */
  @Command(
      syntax = "CLUSTER ADDSLOTS slot:integer...",
      since = "3.0.0",
      complexity = "O(N) where N is the number of hash slots",
      flags = {Flag.ADMIN, Flag.STALE})
  public static void addslots(Context c) {
    throw c.fail(DISABLED);
  }

  /** Gives the node ranges of slots. */
  @Command(
      syntax = "CLUSTER ADDSLOTSRANGE range{start-slot:integer end-slot:integer}...",
      since = "7.0.0",
      complexity = "O(N) where N is the number of hash slots",
      flags = {Flag.ADMIN, Flag.STALE})
  public static void addslotsrange(Context c) {
    throw c.fail(DISABLED);
  }

  /** Gives the node a higher configuration epoch. */
  @Command(
      syntax = "CLUSTER BUMPEPOCH",
      since = "3.0.0",
      complexity = "O(1)",
      flags = {Flag.ADMIN, Flag.STALE})
  public static void bumpepoch(Context c) {
    throw c.fail(DISABLED);
  }

  /** Counts the reports that a node has failed. */
  @Command(
      syntax = "CLUSTER COUNT-FAILURE-REPORTS node-id:string",
      since = "3.0.0",
      complexity = "O(N) where N is the number of failure reports",
      flags = {Flag.ADMIN, Flag.STALE})
  public static void countFailureReports(Context c) {
    throw c.fail(DISABLED);
  }

  /** Counts the keys of a slot. */
  @Command(
      syntax = "CLUSTER COUNTKEYSINSLOT slot:integer",
      since = "3.0.0",
      complexity = "O(1)",
      flags = Flag.STALE)
  public static void countkeysinslot(Context c) {
    throw c.fail(DISABLED);
  }

  /** Takes slots from the node. */
  @Command(
      syntax = "CLUSTER DELSLOTS slot:integer...",
      since = "3.0.0",
      complexity = "O(N) where N is the number of hash slots",
      flags = {Flag.ADMIN, Flag.STALE})
  public static void delslots(Context c) {
    throw c.fail(DISABLED);
  }

  /** Takes ranges of slots from the node. */
  @Command(
      syntax = "CLUSTER DELSLOTSRANGE range{start-slot:integer end-slot:integer}...",
      since = "7.0.0",
      complexity = "O(N) where N is the number of hash slots",
      flags = {Flag.ADMIN, Flag.STALE})
  public static void delslotsrange(Context c) {
    throw c.fail(DISABLED);
  }

  /** Makes a replica the primary. */
  @Command(
      syntax = "CLUSTER FAILOVER [options<FORCE|TAKEOVER>]",
      since = "3.0.0",
      complexity = "O(1)",
      flags = {Flag.ADMIN, Flag.STALE})
  public static void failover(Context c) {
    throw c.fail(DISABLED);
  }

  /** Takes all slots from the node. */
  @Command(
      syntax = "CLUSTER FLUSHSLOTS",
      since = "3.0.0",
      complexity = "O(1)",
      flags = {Flag.ADMIN, Flag.STALE})
  public static void flushslots(Context c) {
    throw c.fail(DISABLED);
  }

  /** Removes a node from those that the node knows. */
  @Command(
      syntax = "CLUSTER FORGET node-id:string",
      since = "3.0.0",
      complexity = "O(1)",
      flags = {Flag.ADMIN, Flag.STALE})
  public static void forget(Context c) {
    throw c.fail(DISABLED);
  }

  /** Returns keys of a slot. */
  @Command(
      syntax = "CLUSTER GETKEYSINSLOT slot:integer count:integer",
      since = "3.0.0",
      complexity = "O(N) where N is the number of keys asked for",
      flags = Flag.STALE)
  public static void getkeysinslot(Context c) {
    throw c.fail(DISABLED);
  }

  /** Explains the subcommands. */
  @Command(
      syntax = "CLUSTER HELP",
      since = "5.0.0",
      complexity = "O(1)",
      flags = {Flag.LOADING, Flag.STALE})
  public static void help(Context c) {
    throw c.fail(DISABLED);
  }

  /** Tells the state of the node. */
  @Command(syntax = "CLUSTER INFO", since = "3.0.0", complexity = "O(1)", flags = Flag.STALE)
  public static void info(Context c) {
    throw c.fail(DISABLED);
  }

  /** Tells the slot of a key. */
  @Command(
      syntax = "CLUSTER KEYSLOT key:string",
      since = "3.0.0",
      complexity = "O(N) where N is the length of the key",
      flags = Flag.STALE)
  public static void keyslot(Context c) {
    throw c.fail(DISABLED);
  }

  /** Lists the node's links to others. */
  @Command(
      syntax = "CLUSTER LINKS",
      since = "7.0.0",
      complexity = "O(N) where N is the number of nodes",
      flags = Flag.STALE)
  public static void links(Context c) {
    throw c.fail(DISABLED);
  }

  /** Makes another node part of the cluster. */
  @Command(
      syntax = "CLUSTER MEET ip:string port:integer [cluster-bus-port:integer^4.0.0]",
      since = "3.0.0",
      complexity = "O(1)",
      flags = {Flag.ADMIN, Flag.STALE})
  public static void meet(Context c) {
    throw c.fail(DISABLED);
  }

  /** Tells the name of the node. */
  @Command(syntax = "CLUSTER MYID", since = "3.0.0", complexity = "O(1)", flags = Flag.STALE)
  public static void myid(Context c) {
    throw c.fail(DISABLED);
  }

  /** Tells the name of the node's shard. */
  @Command(syntax = "CLUSTER MYSHARDID", since = "7.2.0", complexity = "O(1)", flags = Flag.STALE)
  public static void myshardid(Context c) {
    throw c.fail(DISABLED);
  }

  /** Lists the nodes as the node sees them. */
  @Command(
      syntax = "CLUSTER NODES",
      since = "3.0.0",
      complexity = "O(N) where N is the number of nodes",
      flags = Flag.STALE)
  public static void nodes(Context c) {
    throw c.fail(DISABLED);
  }

  /** Lists the replicas of a node. */
  @Command(
      syntax = "CLUSTER REPLICAS node-id:string",
      since = "5.0.0",
      complexity = "O(N) where N is the number of replicas",
      flags = {Flag.ADMIN, Flag.STALE})
  public static void replicas(Context c) {
    throw c.fail(DISABLED);
  }

  /** Makes the node a replica. */
  @Command(
      syntax = "CLUSTER REPLICATE node-id:string",
      since = "3.0.0",
      complexity = "O(1)",
      flags = {Flag.ADMIN, Flag.STALE})
  public static void replicate(Context c) {
    throw c.fail(DISABLED);
  }

  /** Makes the node forget the cluster. */
  @Command(
      syntax = "CLUSTER RESET [reset-type<HARD|SOFT>]",
      since = "3.0.0",
      complexity = "O(N) where N is the number of known nodes",
      flags = {Flag.ADMIN, Flag.NOSCRIPT, Flag.STALE})
  public static void reset(Context c) {
    throw c.fail(DISABLED);
  }

  /** Writes the node's state to its file. */
  @Command(
      syntax = "CLUSTER SAVECONFIG",
      since = "3.0.0",
      complexity = "O(1)",
      flags = {Flag.ADMIN, Flag.STALE})
  public static void saveconfig(Context c) {
    throw c.fail(DISABLED);
  }

  /** Sets the configuration epoch of a new node. */
  @Command(
      syntax = "CLUSTER SET-CONFIG-EPOCH config-epoch:integer",
      since = "3.0.0",
      complexity = "O(1)",
      flags = {Flag.ADMIN, Flag.STALE})
  public static void setConfigEpoch(Context c) {
    throw c.fail(DISABLED);
  }

  /** Assigns a slot, or begins to move it. */
  @Command(
      syntax =
          "CLUSTER SETSLOT slot:integer subcommand<IMPORTING importing:string"
              + "|MIGRATING migrating:string|NODE node:string|STABLE>",
      since = "3.0.0",
      complexity = "O(1)",
      flags = {Flag.ADMIN, Flag.STALE})
  public static void setslot(Context c) {
    throw c.fail(DISABLED);
  }

  /** Lists the shards with their slots and nodes. */
  @Command(
      syntax = "CLUSTER SHARDS",
      since = "7.0.0",
      complexity = "O(N) where N is the number of nodes",
      flags = {Flag.LOADING, Flag.STALE})
  public static void shards(Context c) {
    throw c.fail(DISABLED);
  }

  /** Lists the replicas of a node. */
  @Command(
      syntax = "CLUSTER SLAVES node-id:string",
      since = "3.0.0",
      complexity = "O(N) where N is the number of replicas",
      flags = {Flag.ADMIN, Flag.STALE})
  public static void slaves(Context c) {
    throw c.fail(DISABLED);
  }

  /** Lists the ranges of slots with their nodes. */
  @Command(
      syntax = "CLUSTER SLOTS",
      since = "3.0.0",
      complexity = "O(N) where N is the number of nodes",
      flags = {Flag.LOADING, Flag.STALE})
  public static void slots(Context c) {
    throw c.fail(DISABLED);
  }
}
