package dev.muninn.tracepoint.runtime;

/** A way events leave the program. All methods are called by one background thread, in turn. */
public interface Listener {
  /** Which one this is. */
  ListenerKind kind();

  /**
   * Does the slow part: loads libraries, links calls. Called once, before any {@link #register}.
   *
   * @throws UnavailableException if events cannot leave this way here; the program runs on without
   */
  void start() throws UnavailableException;

  /**
   * Makes a provider's events available to whoever listens this way.
   *
   * @throws UnavailableException if this provider's cannot be
   */
  void register(ProviderBinding binding) throws UnavailableException;

  /** A listener cannot serve; the message says why in one line. */
  final class UnavailableException extends Exception {
    public UnavailableException(String reason) {
      super(reason);
    }

    public UnavailableException(String reason, Throwable cause) {
      super(reason, cause);
    }
  }
}
