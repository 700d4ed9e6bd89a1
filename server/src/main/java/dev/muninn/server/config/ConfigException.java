package dev.muninn.server.config;

/** A configuration that is refused; the message is what the user is told. */
public final class ConfigException extends Exception {
  private final boolean loading;

  /** Refuses with a message. */
  public ConfigException(String message) {
    this(message, false);
  }

  ConfigException(String message, boolean loading) {
    super(message, null, false, false);
    this.loading = loading;
  }

  /** Whether the reason is that the data set is being loaded: answered by -LOADING. */
  public boolean isLoading() {
    return loading;
  }

  /** The message, never null. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
