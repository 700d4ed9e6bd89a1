package dev.muninn.server.config;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One directive: its names, flags, default, and how its value is read, printed and written to a
 * file. Immutable once the table is built; values live in {@link Config}.
 *
 * @param <T> the value; immutable, compared by {@code equals}
 */
public abstract class Directive<T> {
  final String name;
  final T defaultValue;
  @Nullable String alias;
  boolean immutable;
  boolean sensitive;
  boolean hidden;
  boolean guarded;
  boolean denyLoading;
  boolean volatileValue;
  boolean multiArg;

  /** Whether its name alone is a line of a configuration file, and means none. */
  boolean mayBeBare;

  int index;
  private UnaryOperator<T> normalized = UnaryOperator.identity();
  private @Nullable BiConsumer<Config, T> field;
  private @Nullable Predicate<T> missing;
  private String missingNotice = "";
  private @Nullable Predicate<T> refused;
  private String refusal = "";
  private @Nullable String missingError;

  Directive(String name, T defaultValue) {
    this.name = name;
    this.defaultValue = defaultValue;
  }

  /** Reads a value. {@code current} is what holds now, for values that are set in parts. */
  abstract T parse(List<String> words, T current) throws ConfigException;

  /** The value as CONFIG GET prints it. */
  abstract String format(T value);

  /** What holds when a file names the directive again. */
  T again(T before, T value) {
    return value;
  }

  /** Writes the value's line or lines. */
  void rewrite(T value, ConfigRewrite out) {
    out.line(name, name + " " + format(value), !value.equals(defaultValue));
  }

  /** The name as CONFIG GET and the documentation have it. */
  public String name() {
    return name;
  }

  /** A second name, or null. */
  public @Nullable String alias() {
    return alias;
  }

  /** Whether only the file and the command line can set it. */
  public boolean isImmutable() {
    return immutable;
  }

  /** Whether its value must not be shown in logs. */
  public boolean isSensitive() {
    return sensitive;
  }

  Directive<T> alias(String second) {
    alias = second;
    return this;
  }

  Directive<T> immutable() {
    immutable = true;
    return this;
  }

  Directive<T> sensitive() {
    sensitive = true;
    return this;
  }

  /** Shown by CONFIG GET only under its full name. */
  Directive<T> hidden() {
    hidden = true;
    return this;
  }

  /** Settable at run time only as enable-protected-configs says. */
  Directive<T> guarded() {
    guarded = true;
    return this;
  }

  Directive<T> denyLoading() {
    denyLoading = true;
    return this;
  }

  /**
   * Setting it anew counts as a change although the text is the same, as a file may have changed.
   */
  Directive<T> volatileValue() {
    volatileValue = true;
    return this;
  }

  /** Moves an accepted value to what the server will go by. */
  Directive<T> normalize(UnaryOperator<T> rule) {
    normalized = rule;
    return this;
  }

  /** Reads a value and moves it to what the server will go by. */
  final T read(List<String> words, T current) throws ConfigException {
    T value = normalized.apply(parse(words, current));
    if (refused != null && refused.test(value)) {
      throw new ConfigException(refusal);
    }
    return value;
  }

  /** Keeps a typed field of {@link Config} in step. */
  Directive<T> into(BiConsumer<Config, T> target) {
    field = target;
    return this;
  }

  /** Says what to tell the user at start when the value asks for what this version lacks. */
  Directive<T> missingWhen(Predicate<T> asked, String notice) {
    missing = asked;
    missingNotice = notice;
    return this;
  }

  /** As {@link #missingWhen}, and CONFIG SET refuses such a value. */
  Directive<T> missingWhen(Predicate<T> asked, String notice, String error) {
    missingError = error;
    return missingWhen(asked, notice);
  }

  /**
   * Refuses values that this version cannot make true, at start as by CONFIG SET.
   *
   * @param reason what is missing, and what is allowed
   */
  Directive<T> refuseWhen(Predicate<T> asked, String reason) {
    refused = asked;
    refusal = reason;
    return this;
  }

  void writeField(Config config, T value) {
    if (field != null) {
      field.accept(config, value);
    }
  }

  @Nullable String notice(T value) {
    return missing != null && missing.test(value)
        ? name + " " + (sensitive ? "(hidden)" : format(value)) + ": " + missingNotice
        : null;
  }

  void refuseMissing(T value) throws ConfigException {
    if (missingError != null && missing != null && missing.test(value)) {
      throw new ConfigException(missingError);
    }
  }
}
