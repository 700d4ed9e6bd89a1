package dev.muninn.server.command;

import org.jspecify.annotations.Nullable;

/**
 * One {@link Keys} of a command, at run time.
 *
 * @param notes remark, or null
 * @param flags bits of {@link KeyFlag}
 * @param begin how the search begins: {@link #BEGIN_INDEX}, {@link #BEGIN_KEYWORD} or {@link
 *     #UNKNOWN}
 * @param index argument where it begins, or from which the keyword is looked for
 * @param keyword the keyword; empty if there is none
 * @param find how keys are found from there: {@link #FIND_RANGE}, {@link #FIND_NUMBER} or {@link
 *     #UNKNOWN}
 * @param last last key of a range, or place of the number of keys
 * @param step distance of one key to the next
 * @param limit limit of a range, or place of the first key
 */
public record KeySpec(
    @Nullable String notes,
    int flags,
    int begin,
    int index,
    String keyword,
    int find,
    int last,
    int step,
    int limit) {
  /** Begin or keys cannot be told. */
  public static final int UNKNOWN = 0;

  /** The search begins at an index. */
  public static final int BEGIN_INDEX = 1;

  /** The search begins behind a keyword. */
  public static final int BEGIN_KEYWORD = 2;

  /** Keys are a range. */
  public static final int FIND_RANGE = 1;

  /** Keys follow their number. */
  public static final int FIND_NUMBER = 2;

  /** Whether {@code flag} is set. */
  public boolean has(KeyFlag flag) {
    return (flags & flag.mask()) != 0;
  }
}
