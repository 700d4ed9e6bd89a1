package dev.muninn.tracepoint.processor;

/** Collects lines of Java source with their indentation. */
final class SourceWriter {
  private final StringBuilder text = new StringBuilder();
  private int depth;

  /** Adds a line; one that ends in an opening brace indents what follows. */
  SourceWriter line(String line) {
    if (line.startsWith("}")) {
      depth--;
    }
    if (!line.isEmpty()) {
      text.append("  ".repeat(depth)).append(line);
    }
    text.append('\n');
    if (line.endsWith("{")) {
      depth++;
    }
    return this;
  }

  /** Adds a line made by {@link String#format}. */
  @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency
  SourceWriter line(String format, Object... arguments) {
    return line(format.formatted(arguments));
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
