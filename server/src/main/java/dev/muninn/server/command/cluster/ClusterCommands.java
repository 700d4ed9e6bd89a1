package dev.muninn.server.command.cluster;

import dev.muninn.server.client.ClientFlag;
import dev.muninn.server.command.AclCategory;
import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Flag;
import dev.muninn.server.command.Group;

/** READONLY, READWRITE, ASKING. */
public final class ClusterCommands {
  private ClusterCommands() {}

  /** READONLY. */
  @Command(
      name = "readonly",
      group = Group.CLUSTER,
      arity = 1,
      since = "3.0.0",
      summary = "Lets the connection read from a replica.",
      complexity = "O(1)",
      flags = {Flag.LOADING, Flag.STALE, Flag.FAST},
      categories = {AclCategory.CONNECTION})
  public static void readOnly(Context c) {
    c.client().set(ClientFlag.READONLY);
    c.reply().ok();
  }

  /** READWRITE. */
  @Command(
      name = "readwrite",
      group = Group.CLUSTER,
      arity = 1,
      since = "3.0.0",
      summary = "Ends what READONLY has begun.",
      complexity = "O(1)",
      flags = {Flag.LOADING, Flag.STALE, Flag.FAST},
      categories = {AclCategory.CONNECTION})
  public static void readWrite(Context c) {
    c.client().clear(ClientFlag.READONLY);
    c.reply().ok();
  }

  /** ASKING. */
  @Command(
      name = "asking",
      group = Group.CLUSTER,
      arity = 1,
      since = "3.0.0",
      summary = "Tells that the next request follows an ASK redirection.",
      complexity = "O(1)",
      flags = {Flag.FAST},
      categories = {AclCategory.CONNECTION})
  @SuppressWarnings("DoNotCallSuggester") // it is called, and fails
  public static void asking(Context c) {
    throw c.fail(ClusterContainer.DISABLED);
  }
}
