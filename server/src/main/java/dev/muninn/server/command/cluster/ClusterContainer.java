package dev.muninn.server.command.cluster;

import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Flag;
import dev.muninn.server.command.Group;
import dev.muninn.server.resp.RespError;

/** CLUSTER: its subcommands, each refused by a server that is no node of a cluster. */
@Command(
    name = "cluster",
    group = Group.CLUSTER,
    arity = -2,
    since = "3.0.0",
    summary = "Holds the commands about the cluster.",
    complexity = "Depends on subcommand.")
@SuppressWarnings("DoNotCallSuggester") // they are called, and fail
public final class ClusterContainer {
  static final RespError DISABLED = RespError.err("This instance has cluster support disabled");

  private ClusterContainer() {}

  /** CLUSTER ADDSLOTS. */
  @Command(
      name = "cluster|addslots",
      group = Group.CLUSTER,
      arity = -3,
      since = "3.0.0",
      summary = "Gives the node slots.",
      complexity = "O(N) where N is the number of hash slots",
      flags = {Flag.ADMIN, Flag.STALE},
      syntax = "slot:integer...")
  public static void addslots(Context c) {
    throw c.fail(DISABLED);
  }

  /** CLUSTER ADDSLOTSRANGE. */
  @Command(
      name = "cluster|addslotsrange",
      group = Group.CLUSTER,
      arity = -4,
      since = "7.0.0",
      summary = "Gives the node ranges of slots.",
      complexity = "O(N) where N is the number of hash slots",
      flags = {Flag.ADMIN, Flag.STALE},
      syntax = "range{start-slot:integer end-slot:integer}...")
  public static void addslotsrange(Context c) {
    throw c.fail(DISABLED);
  }

  /** CLUSTER BUMPEPOCH. */
  @Command(
      name = "cluster|bumpepoch",
      group = Group.CLUSTER,
      arity = 2,
      since = "3.0.0",
      summary = "Gives the node a higher configuration epoch.",
      complexity = "O(1)",
      flags = {Flag.ADMIN, Flag.STALE})
  public static void bumpepoch(Context c) {
    throw c.fail(DISABLED);
  }

  /** CLUSTER COUNT-FAILURE-REPORTS. */
  @Command(
      name = "cluster|count-failure-reports",
      group = Group.CLUSTER,
      arity = 3,
      since = "3.0.0",
      summary = "Counts the reports that a node has failed.",
      complexity = "O(N) where N is the number of failure reports",
      flags = {Flag.ADMIN, Flag.STALE},
      syntax = "node-id:string")
  public static void countFailureReports(Context c) {
    throw c.fail(DISABLED);
  }

  /** CLUSTER COUNTKEYSINSLOT. */
  @Command(
      name = "cluster|countkeysinslot",
      group = Group.CLUSTER,
      arity = 3,
      since = "3.0.0",
      summary = "Counts the keys of a slot.",
      complexity = "O(1)",
      flags = {Flag.STALE},
      syntax = "slot:integer")
  public static void countkeysinslot(Context c) {
    throw c.fail(DISABLED);
  }

  /** CLUSTER DELSLOTS. */
  @Command(
      name = "cluster|delslots",
      group = Group.CLUSTER,
      arity = -3,
      since = "3.0.0",
      summary = "Takes slots from the node.",
      complexity = "O(N) where N is the number of hash slots",
      flags = {Flag.ADMIN, Flag.STALE},
      syntax = "slot:integer...")
  public static void delslots(Context c) {
    throw c.fail(DISABLED);
  }

  /** CLUSTER DELSLOTSRANGE. */
  @Command(
      name = "cluster|delslotsrange",
      group = Group.CLUSTER,
      arity = -4,
      since = "7.0.0",
      summary = "Takes ranges of slots from the node.",
      complexity = "O(N) where N is the number of hash slots",
      flags = {Flag.ADMIN, Flag.STALE},
      syntax = "range{start-slot:integer end-slot:integer}...")
  public static void delslotsrange(Context c) {
    throw c.fail(DISABLED);
  }

  /** CLUSTER FAILOVER. */
  @Command(
      name = "cluster|failover",
      group = Group.CLUSTER,
      arity = -2,
      since = "3.0.0",
      summary = "Makes a replica the primary.",
      complexity = "O(1)",
      flags = {Flag.ADMIN, Flag.STALE},
      syntax = "[options<FORCE|TAKEOVER>]")
  public static void failover(Context c) {
    throw c.fail(DISABLED);
  }

  /** CLUSTER FLUSHSLOTS. */
  @Command(
      name = "cluster|flushslots",
      group = Group.CLUSTER,
      arity = 2,
      since = "3.0.0",
      summary = "Takes all slots from the node.",
      complexity = "O(1)",
      flags = {Flag.ADMIN, Flag.STALE})
  public static void flushslots(Context c) {
    throw c.fail(DISABLED);
  }

  /** CLUSTER FORGET. */
  @Command(
      name = "cluster|forget",
      group = Group.CLUSTER,
      arity = 3,
      since = "3.0.0",
      summary = "Removes a node from those that the node knows.",
      complexity = "O(1)",
      flags = {Flag.ADMIN, Flag.STALE},
      syntax = "node-id:string")
  public static void forget(Context c) {
    throw c.fail(DISABLED);
  }

  /** CLUSTER GETKEYSINSLOT. */
  @Command(
      name = "cluster|getkeysinslot",
      group = Group.CLUSTER,
      arity = 4,
      since = "3.0.0",
      summary = "Returns keys of a slot.",
      complexity = "O(N) where N is the number of keys asked for",
      flags = {Flag.STALE},
      syntax = "slot:integer count:integer")
  public static void getkeysinslot(Context c) {
    throw c.fail(DISABLED);
  }

  /** CLUSTER HELP. */
  @Command(
      name = "cluster|help",
      group = Group.CLUSTER,
      arity = 2,
      since = "5.0.0",
      summary = "Explains the subcommands.",
      complexity = "O(1)",
      flags = {Flag.LOADING, Flag.STALE})
  public static void help(Context c) {
    throw c.fail(DISABLED);
  }

  /** CLUSTER INFO. */
  @Command(
      name = "cluster|info",
      group = Group.CLUSTER,
      arity = 2,
      since = "3.0.0",
      summary = "Tells the state of the node.",
      complexity = "O(1)",
      flags = {Flag.STALE})
  public static void info(Context c) {
    throw c.fail(DISABLED);
  }

  /** CLUSTER KEYSLOT. */
  @Command(
      name = "cluster|keyslot",
      group = Group.CLUSTER,
      arity = 3,
      since = "3.0.0",
      summary = "Tells the slot of a key.",
      complexity = "O(N) where N is the length of the key",
      flags = {Flag.STALE},
      syntax = "key:string")
  public static void keyslot(Context c) {
    throw c.fail(DISABLED);
  }

  /** CLUSTER LINKS. */
  @Command(
      name = "cluster|links",
      group = Group.CLUSTER,
      arity = 2,
      since = "7.0.0",
      summary = "Lists the node's links to others.",
      complexity = "O(N) where N is the number of nodes",
      flags = {Flag.STALE})
  public static void links(Context c) {
    throw c.fail(DISABLED);
  }

  /** CLUSTER MEET. */
  @Command(
      name = "cluster|meet",
      group = Group.CLUSTER,
      arity = -4,
      since = "3.0.0",
      summary = "Makes another node part of the cluster.",
      complexity = "O(1)",
      flags = {Flag.ADMIN, Flag.STALE},
      syntax = "ip:string port:integer [cluster-bus-port:integer^4.0.0]")
  public static void meet(Context c) {
    throw c.fail(DISABLED);
  }

  /** CLUSTER MYID. */
  @Command(
      name = "cluster|myid",
      group = Group.CLUSTER,
      arity = 2,
      since = "3.0.0",
      summary = "Tells the name of the node.",
      complexity = "O(1)",
      flags = {Flag.STALE})
  public static void myid(Context c) {
    throw c.fail(DISABLED);
  }

  /** CLUSTER MYSHARDID. */
  @Command(
      name = "cluster|myshardid",
      group = Group.CLUSTER,
      arity = 2,
      since = "7.2.0",
      summary = "Tells the name of the node's shard.",
      complexity = "O(1)",
      flags = {Flag.STALE})
  public static void myshardid(Context c) {
    throw c.fail(DISABLED);
  }

  /** CLUSTER NODES. */
  @Command(
      name = "cluster|nodes",
      group = Group.CLUSTER,
      arity = 2,
      since = "3.0.0",
      summary = "Lists the nodes as the node sees them.",
      complexity = "O(N) where N is the number of nodes",
      flags = {Flag.STALE})
  public static void nodes(Context c) {
    throw c.fail(DISABLED);
  }

  /** CLUSTER REPLICAS. */
  @Command(
      name = "cluster|replicas",
      group = Group.CLUSTER,
      arity = 3,
      since = "5.0.0",
      summary = "Lists the replicas of a node.",
      complexity = "O(N) where N is the number of replicas",
      flags = {Flag.ADMIN, Flag.STALE},
      syntax = "node-id:string")
  public static void replicas(Context c) {
    throw c.fail(DISABLED);
  }

  /** CLUSTER REPLICATE. */
  @Command(
      name = "cluster|replicate",
      group = Group.CLUSTER,
      arity = 3,
      since = "3.0.0",
      summary = "Makes the node a replica.",
      complexity = "O(1)",
      flags = {Flag.ADMIN, Flag.STALE},
      syntax = "node-id:string")
  public static void replicate(Context c) {
    throw c.fail(DISABLED);
  }

  /** CLUSTER RESET. */
  @Command(
      name = "cluster|reset",
      group = Group.CLUSTER,
      arity = -2,
      since = "3.0.0",
      summary = "Makes the node forget the cluster.",
      complexity = "O(N) where N is the number of known nodes",
      flags = {Flag.ADMIN, Flag.NOSCRIPT, Flag.STALE},
      syntax = "[reset-type<HARD|SOFT>]")
  public static void reset(Context c) {
    throw c.fail(DISABLED);
  }

  /** CLUSTER SAVECONFIG. */
  @Command(
      name = "cluster|saveconfig",
      group = Group.CLUSTER,
      arity = 2,
      since = "3.0.0",
      summary = "Writes the node's state to its file.",
      complexity = "O(1)",
      flags = {Flag.ADMIN, Flag.STALE})
  public static void saveconfig(Context c) {
    throw c.fail(DISABLED);
  }

  /** CLUSTER SET-CONFIG-EPOCH. */
  @Command(
      name = "cluster|set-config-epoch",
      group = Group.CLUSTER,
      arity = 3,
      since = "3.0.0",
      summary = "Sets the configuration epoch of a new node.",
      complexity = "O(1)",
      flags = {Flag.ADMIN, Flag.STALE},
      syntax = "config-epoch:integer")
  public static void setConfigEpoch(Context c) {
    throw c.fail(DISABLED);
  }

  /** CLUSTER SETSLOT. */
  @Command(
      name = "cluster|setslot",
      group = Group.CLUSTER,
      arity = -4,
      since = "3.0.0",
      summary = "Assigns a slot, or begins to move it.",
      complexity = "O(1)",
      flags = {Flag.ADMIN, Flag.STALE},
      syntax =
          "slot:integer subcommand<IMPORTING importing:string|MIGRATING migrating:string|NODE"
              + " node:string|STABLE>")
  public static void setslot(Context c) {
    throw c.fail(DISABLED);
  }

  /** CLUSTER SHARDS. */
  @Command(
      name = "cluster|shards",
      group = Group.CLUSTER,
      arity = 2,
      since = "7.0.0",
      summary = "Lists the shards with their slots and nodes.",
      complexity = "O(N) where N is the number of nodes",
      flags = {Flag.LOADING, Flag.STALE})
  public static void shards(Context c) {
    throw c.fail(DISABLED);
  }

  /** CLUSTER SLAVES. */
  @Command(
      name = "cluster|slaves",
      group = Group.CLUSTER,
      arity = 3,
      since = "3.0.0",
      summary = "Lists the replicas of a node.",
      complexity = "O(N) where N is the number of replicas",
      flags = {Flag.ADMIN, Flag.STALE},
      syntax = "node-id:string")
  public static void slaves(Context c) {
    throw c.fail(DISABLED);
  }

  /** CLUSTER SLOTS. */
  @Command(
      name = "cluster|slots",
      group = Group.CLUSTER,
      arity = 2,
      since = "3.0.0",
      summary = "Lists the ranges of slots with their nodes.",
      complexity = "O(N) where N is the number of nodes",
      flags = {Flag.LOADING, Flag.STALE})
  public static void slots(Context c) {
    throw c.fail(DISABLED);
  }
}
