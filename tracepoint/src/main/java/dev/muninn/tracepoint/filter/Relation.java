package dev.muninn.tracepoint.filter;

/** How a comparison compares. */
public enum Relation {
  EQUAL("=="),
  NOT_EQUAL("!="),
  LESS("<"),
  LESS_OR_EQUAL("<="),
  GREATER(">"),
  GREATER_OR_EQUAL(">=");

  private final String symbol;

  Relation(String symbol) {
    this.symbol = symbol;
  }

  /** As it is written. */
  public String symbol() {
    return symbol;
  }

  /** Whether it needs an order, and not equality alone. */
  public boolean ordering() {
    return this != EQUAL && this != NOT_EQUAL;
  }

  /**
   * Whether it holds.
   *
   * @param order negative, 0 or positive, as a {@link java.util.Comparator} tells it
   */
  public boolean holds(int order) {
    return switch (this) {
      case EQUAL -> order == 0;
      case NOT_EQUAL -> order != 0;
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
    };
  }

  /** Whether it holds between floating-point numbers: with a NaN nothing but {@code !=} does. */
  public boolean holds(double left, double right) {
    return switch (this) {
      case EQUAL -> left == right;
      case NOT_EQUAL -> left != right;
      case LESS -> left < right;
      case LESS_OR_EQUAL -> left <= right;
      case GREATER -> left > right;
      case GREATER_OR_EQUAL -> left >= right;
    };
  }

  /** Whether it holds between integers, each with or without a sign. */
  public boolean holds(long left, boolean leftUnsigned, long right, boolean rightUnsigned) {
    if (leftUnsigned && left < 0 && !(rightUnsigned && right < 0)) {
      return holds(1);
    }
    if (rightUnsigned && right < 0 && !(leftUnsigned && left < 0)) {
      return holds(-1);
    }
    return holds(Long.compare(left, right));
  }
}
