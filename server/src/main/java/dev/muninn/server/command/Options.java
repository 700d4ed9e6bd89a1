package dev.muninn.server.command;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.resp.RespError;

/**
 * The options of a request: words after the arguments that have a fixed place, each of a name and
 * the values that go with it, in any order. What there is for one command is derived from its
 * syntax; see {@link Command}. Belongs to a frame, and holds the result of the last parse.
 *
 * <p>An option may be given again; the last one counts. A word is refused that is no option, that
 * lacks its values, or that is another alternative of a choice already made.
 */
public abstract class Options {
  /** There are no more options. */
  public static final int END = -1;

  /** No such option. */
  protected static final int NONE = -1;

  private final Context context;
  private final int from;
  private final Table table;
  private final int[] places;
  private final long[] numbers;
  private int at;
  private int end;
  private long given;

  /**
   * @param from index of the first word that may be an option
   */
  protected Options(Context context, int from, Table table) {
    this.context = context;
    this.from = from;
    this.table = table;
    this.places = new int[table.values.length];
    this.numbers = new long[table.values.length];
  }

  /**
   * What there is to know of all options of a command, at most 64; the index is the option.
   *
   * @param values number of words that follow each
   * @param excludes bits of those that may not have been given before it
   * @param integers bits of those whose value has to be an integer
   * @param last bit of that after which no other is looked for; 0: none
   */
  @SuppressWarnings("ArrayRecordComponent") // Constants of derived classes.
  public record Table(int[] values, long[] excludes, long integers, long last) {}

  /** A request is to be parsed. */
  final void begin() {
    at = from;
    end = context.argc();
    given = 0;
  }

  /**
   * Parses one option, for commands that judge its value before the next is looked at.
   *
   * @return the option; {@link #END}: there is no other
   * @throws dev.muninn.server.resp.ErrorReply it is none, or its value is no integer
   */
  public final int next() {
    if (at >= end || (given & table.last) != 0) {
      return END;
    }
    Slice word = context.arg(at);
    int option = find(word);
    if (option == NONE
        || (given & table.excludes[option]) != 0
        || table.values[option] >= end - at) {
      throw context.fail(unknown(word));
    }
    places[option] = at + 1;
    at += 1 + table.values[option];
    given |= 1L << option;
    if ((table.integers >>> option & 1) != 0) {
      numbers[option] = context.integer(places[option]);
    }
    return option;
  }

  /**
   * Parses all options.
   *
   * @throws dev.muninn.server.resp.ErrorReply as {@link #next}
   */
  public final void parse() {
    int option = next();
    while (option != END) {
      option = next();
    }
  }

  /**
   * Parses all options before an argument.
   *
   * @throws dev.muninn.server.resp.ErrorReply as {@link #next}
   */
  public final void parse(int before) {
    end = before;
    parse();
  }

  /** The option of a name, or {@link #NONE}. */
  protected abstract int find(Slice word);

  /** The error that a word is answered by which is not to be there. */
  protected RespError unknown(Slice word) {
    return RespError.SYNTAX;
  }

  /** Whether an option was given. */
  public final boolean has(int option) {
    return (given >>> option & 1) != 0;
  }

  /** Index of the first value of an option among the arguments; 0: it was not given. */
  public final int place(int option) {
    return has(option) ? places[option] : 0;
  }

  /** The integer that was given with an option. */
  protected final long number(int option, long otherwise) {
    return has(option) ? numbers[option] : otherwise;
  }

  /** Which of several options that exclude each other was given, or {@link #NONE}. */
  protected final int either(long options) {
    long found = given & options;
    return found == 0 ? NONE : Long.numberOfTrailingZeros(found);
  }
}
