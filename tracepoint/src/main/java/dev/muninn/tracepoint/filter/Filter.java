package dev.muninn.tracepoint.filter;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A condition on the fields of an event, in the language of lttng-enable-event(1), section "Filter
 * expression syntax" (LTTng 2.13). What is left out of it: bitwise operators, signs before fields,
 * comparisons of comparisons, members of structures and arrays, and context fields.
 *
 * <pre>{@code
 * filter     = and { "||" and }
 * and        = comparison { "&&" comparison }
 * comparison = unary [ ( "==" | "!=" | "<" | "<=" | ">" | ">=" ) unary ]
 * unary      = "!" unary | "(" filter ")" | operand
 * operand    = field | number | string
 * field      = ( letter | "_" ) { letter | digit | "_" }
 * number     = [ "-" | "+" ] ( decimal | "0" octal | "0x" hexadecimal | floating point )
 * string     = '"' { character | "*" | "\*" | escape } '"'
 * }</pre>
 *
 * <p>Each side of a comparison is an operand, with or without parentheses. An operand alone is true
 * when it is not 0; a string has no truth. In a string {@code *} stands for any bytes or none, for
 * {@code ==} and {@code !=} only; {@code \*} is the star itself, and the escapes are C's {@code \a
 * \b \f \n \r \t \v \\ \" \' \?} (LTTng 2.13 itself refuses {@code \"}).
 *
 * <p>Whoever evaluates it follows these rules: integers are compared by value whatever their signs
 * and sizes, with {@link Relation#holds(long, boolean, long, boolean)}; where one side is floating
 * point, as doubles; strings by their bytes without sign, the shorter one first. Where an event
 * lacks a field, or a string meets a number, the event as a whole does not pass, as in LTTng.
 */
public sealed interface Filter {
  /** Longest expression, in characters. */
  int MAX_LENGTH = 4096;

  /** Most {@code (} and {@code !} that stand within each other. */
  int MAX_DEPTH = 64;

  /**
   * Reads an expression.
   *
   * @throws FilterException when it does not follow the grammar, is longer than {@link #MAX_LENGTH}
   *     or nested deeper than {@link #MAX_DEPTH}
   */
  static Filter parse(String expression) throws FilterException {
    return new FilterParser(expression).parse();
  }

  /** The names of the fields it asks for. */
  default Set<String> fields() {
    Set<String> names = new HashSet<>();
    Fields.collect(this, names);
    return names;
  }

  /**
   * All of them hold; asked from the first to the last, no further than needed.
   *
   * @param terms two or more
   */
  record And(List<Filter> terms) implements Filter {
    public And {
      terms = List.copyOf(terms);
    }

    @Override
    public String toString() {
      return terms.stream().map(Fields::inner).collect(Collectors.joining(" && "));
    }
  }

  /**
   * One of them holds; asked from the first to the last, no further than needed.
   *
   * @param terms two or more
   */
  record Or(List<Filter> terms) implements Filter {
    public Or {
      terms = List.copyOf(terms);
    }

    @Override
    public String toString() {
      return terms.stream().map(Fields::inner).collect(Collectors.joining(" || "));
    }
  }

  /** The other does not hold. */
  record Not(Filter term) implements Filter {
    @Override
    public String toString() {
      return "!" + (term instanceof Comparison ? "(" + term + ")" : Fields.inner(term));
    }
  }

  /** Two operands compared. */
  record Comparison(Operand left, Relation relation, Operand right) implements Filter {
    @Override
    public String toString() {
      return left + " " + relation.symbol() + " " + right;
    }
  }

  /**
   * An operand that is not 0.
   *
   * @param operand never a string literal
   */
  record Truth(Operand operand) implements Filter {
    @Override
    public String toString() {
      return operand.toString();
    }
  }
}
