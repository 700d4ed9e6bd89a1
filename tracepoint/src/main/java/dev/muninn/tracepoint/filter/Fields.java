package dev.muninn.tracepoint.filter;

import java.util.Set;

/** Walks over a filter's tree. */
final class Fields {
  private Fields() {}

  static void collect(Filter filter, Set<String> names) {
    switch (filter) {
      case Filter.And and -> and.terms().forEach(term -> collect(term, names));
      case Filter.Or or -> or.terms().forEach(term -> collect(term, names));
      case Filter.Not not -> collect(not.term(), names);
      case Filter.Comparison comparison -> {
        collect(comparison.left(), names);
        collect(comparison.right(), names);
      }
      case Filter.Truth truth -> collect(truth.operand(), names);
    }
  }

  private static void collect(Operand operand, Set<String> names) {
    if (operand instanceof Operand.Field field) {
      names.add(field.name());
    }
  }

  /** A term as it is written within another. */
  static String inner(Filter term) {
    return switch (term) {
      case Filter.And and -> "(" + and + ")";
      case Filter.Or or -> "(" + or + ")";
      default -> term.toString();
    };
  }
}
