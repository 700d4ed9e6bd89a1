package dev.muninn.server.command.cluster;

import dev.muninn.server.client.ClientFlag;
import dev.muninn.server.command.AclCategory;
import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Flag;

/** READONLY, READWRITE, ASKING. */
public final class ClusterCommands {
  private ClusterCommands() {}

  /** Lets the connection read from a replica. */
  @Command(
      syntax = "READONLY",
      since = "3.0.0",
      complexity = "O(1)",
      flags = {Flag.LOADING, Flag.STALE, Flag.FAST},
      categories = AclCategory.CONNECTION)
  public static void readOnly(Context c) {
    c.client().set(ClientFlag.READONLY);
    c.reply().ok();
  }

  /** Ends what READONLY has begun. */
  @Command(
      syntax = "READWRITE",
      since = "3.0.0",
      complexity = "O(1)",
      flags = {Flag.LOADING, Flag.STALE, Flag.FAST},
      categories = AclCategory.CONNECTION)
  public static void readWrite(Context c) {
    c.client().clear(ClientFlag.READONLY);
    c.reply().ok();
  }

  /** Tells that the next request follows an ASK redirection. */
  @Command(
      syntax = "ASKING",
      since = "3.0.0",
      complexity = "O(1)",
      flags = Flag.FAST,
      categories = AclCategory.CONNECTION)
  @SuppressWarnings("DoNotCallSuggester") // it is called, and fails
  public static void asking(Context c) {
    throw c.fail(ClusterContainer.DISABLED);
  }
}
