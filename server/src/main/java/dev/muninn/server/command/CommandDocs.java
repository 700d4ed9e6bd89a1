package dev.muninn.server.command;

import org.jspecify.annotations.Nullable;

/**
 * What only COMMAND DOCS tells of a command; made on demand by derived code.
 *
 * @param docFlags bits of {@link DocFlag}
 * @param history pairs: version, change
 */
@SuppressWarnings("ArrayRecordComponent") // A carrier from derived code to one reply.
public record CommandDocs(
    String summary,
    String since,
    @Nullable String complexity,
    int docFlags,
    @Nullable String deprecatedSince,
    @Nullable String replacedBy,
    String[] history,
    Argument[] arguments) {

  /**
   * An argument of a command.
   *
   * @param display name to show, or null for blocks and alternatives
   * @param keySpec index of the key specification it belongs to; -1: none
   * @param flags bits {@link #OPTIONAL}, {@link #MULTIPLE}, {@link #MULTIPLE_TOKEN}
   * @param children parts of a block, alternatives of a oneof
   */
  @SuppressWarnings("ArrayRecordComponent") // As above.
  public record Argument(
      String name,
      ArgumentType type,
      @Nullable String display,
      int keySpec,
      @Nullable String token,
      @Nullable String since,
      @Nullable String deprecatedSince,
      int flags,
      Argument... children) {
    /** May be left out. */
    public static final int OPTIONAL = 1;

    /** May be repeated. */
    public static final int MULTIPLE = 2;

    /** Is repeated together with its token. */
    public static final int MULTIPLE_TOKEN = 4;
  }
}
