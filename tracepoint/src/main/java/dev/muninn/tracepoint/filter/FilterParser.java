package dev.muninn.tracepoint.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads an expression by recursive descent; the grammar stands at {@link Filter}. */
final class FilterParser {
  private static final Pattern FLOATING_POINT =
      Pattern.compile("(?:[0-9]+\\.[0-9]*|\\.[0-9]+|[0-9]+(?=[eE]))(?:[eE][+-]?[0-9]+)?");

  private final FilterLexer lexer;
  private int depth;

  FilterParser(String expression) throws FilterException {
    if (expression.length() > Filter.MAX_LENGTH) {
      throw new FilterException(
          "expression is too long: length=" + expression.length() + " max=" + Filter.MAX_LENGTH, 1);
    }
    lexer = new FilterLexer(expression);
  }

  Filter parse() throws FilterException {
    Filter filter = condition();
    if (lexer.kind() != FilterLexer.Kind.END) {
      throw unexpected("an operator or the end");
    }
    return filter;
  }

  /** An expression that is true or false. */
  private Filter condition() throws FilterException {
    return requireCondition(or());
  }

  private Filter or() throws FilterException {
    Filter first = and();
    if (!lexer.is("||")) {
      return first;
    }
    List<Filter> terms = new ArrayList<>();
    terms.add(requireCondition(first));
    while (lexer.is("||")) {
      lexer.next();
      terms.add(requireCondition(and()));
    }
    return new Filter.Or(terms);
  }

  private Filter and() throws FilterException {
    Filter first = comparison();
    if (!lexer.is("&&")) {
      return first;
    }
    List<Filter> terms = new ArrayList<>();
    terms.add(requireCondition(first));
    while (lexer.is("&&")) {
      lexer.next();
      terms.add(requireCondition(comparison()));
    }
    return new Filter.And(terms);
  }

  private Filter comparison() throws FilterException {
    Filter left = unary();
    Relation relation = relation();
    if (relation == null) {
      return left;
    }
    Operand leftSide = operand(left);
    FilterException mismatch = lexer.error("a string cannot be compared so");
    lexer.next();
    Operand rightSide = operand(unary());
    if (!comparable(leftSide, relation, rightSide)) {
      throw mismatch;
    }
    if (relation() != null) {
      throw lexer.error("comparisons cannot be compared");
    }
    return new Filter.Comparison(leftSide, relation, rightSide);
  }

  private @Nullable Relation relation() {
    if (lexer.kind() == FilterLexer.Kind.SYMBOL) {
      for (Relation relation : Relation.values()) {
        if (lexer.is(relation.symbol())) {
          return relation;
        }
      }
    }
    return null;
  }

  private Operand operand(Filter side) throws FilterException {
    if (side instanceof Filter.Truth truth) {
      return truth.operand();
    }
    throw lexer.error("comparisons cannot be compared");
  }

  /** A string with a number has no meaning, nor has the order of a pattern, nor two patterns. */
  private static boolean comparable(Operand left, Relation relation, Operand right) {
    boolean text = left instanceof Operand.Text || right instanceof Operand.Text;
    if (!text) {
      return true;
    }
    if (isNumber(left) || isNumber(right)) {
      return false;
    }
    boolean leftPattern = left instanceof Operand.Text a && a.pattern();
    boolean rightPattern = right instanceof Operand.Text b && b.pattern();
    return !(leftPattern && rightPattern)
        && !((leftPattern || rightPattern) && relation.ordering());
  }

  private static boolean isNumber(Operand operand) {
    return operand instanceof Operand.WholeNumber || operand instanceof Operand.FloatingPoint;
  }

  private Filter requireCondition(Filter filter) throws FilterException {
    if (filter instanceof Filter.Truth(Operand.Text text)) {
      throw unexpected(
          "a comparison of the string " + (text.parts().size() > 1 ? "pattern" : "literal"));
    }
    return filter;
  }

  private Filter unary() throws FilterException {
    if (lexer.is("!")) {
      enter();
      lexer.next();
      Filter term = requireCondition(unary());
      depth--;
      return new Filter.Not(term);
    }
    if (lexer.is("(")) {
      enter();
      lexer.next();
      Filter inner = or();
      if (!lexer.is(")")) {
        throw unexpected("\")\"");
      }
      lexer.next();
      depth--;
      return inner;
    }
    return new Filter.Truth(operand());
  }

  private void enter() throws FilterException {
    if (++depth > Filter.MAX_DEPTH) {
      throw lexer.error("expression is nested too deeply: max=" + Filter.MAX_DEPTH);
    }
  }

  private Operand operand() throws FilterException {
    Operand operand =
        switch (lexer.kind()) {
          case NAME -> new Operand.Field(lexer.token());
          case STRING -> new Operand.Text(lexer.parts());
          case NUMBER -> number("");
          case SYMBOL -> signed();
          case END -> throw unexpected("a field, a number or a string");
        };
    lexer.next();
    return operand;
  }

  private Operand signed() throws FilterException {
    String sign = lexer.token();
    if (!sign.equals("-") && !sign.equals("+")) {
      throw unexpected("a field, a number or a string");
    }
    lexer.next();
    if (lexer.kind() != FilterLexer.Kind.NUMBER) {
      throw unexpected("a number after the sign");
    }
    return number(sign);
  }

  private Operand number(String sign) throws FilterException {
    String digits = lexer.token();
    try {
      if (FLOATING_POINT.matcher(digits).matches()) {
        return floatingPoint(sign, digits);
      }
      if (digits.startsWith("0x") || digits.startsWith("0X")) {
        return whole(sign, digits.substring(2), 16);
      }
      return digits.length() > 1 && digits.startsWith("0")
          ? whole(sign, digits.substring(1), 8)
          : whole(sign, digits, 10);
    } catch (NumberFormatException e) {
      throw unexpected("a number of at most 64 bits");
    }
  }

  private static Operand floatingPoint(String sign, String digits) {
    double value = Double.parseDouble(sign + digits);
    if (Double.isInfinite(value)) {
      throw new NumberFormatException(digits);
    }
    return new Operand.FloatingPoint(value);
  }

  private static Operand whole(String sign, String digits, int radix) {
    if (digits.startsWith("+") || digits.startsWith("-")) {
      throw new NumberFormatException(digits);
    }
    if (sign.equals("-")) {
      return new Operand.WholeNumber(Long.parseLong("-" + digits, radix), false);
    }
    long value = Long.parseUnsignedLong(digits, radix);
    return new Operand.WholeNumber(value, value < 0);
  }

  private FilterException unexpected(String wanted) {
    if (lexer.is("&")
        || lexer.is("|")
        || lexer.is("^")
        || lexer.is("~")
        || lexer.is("<<")
        || lexer.is(">>")) {
      return lexer.error("bitwise operators are not part of the language: found=" + lexer.token());
    }
    return lexer.unexpected(wanted);
  }
}
