package dev.muninn.server.store;

/**
 * The store's address space has no room for an allocation; the command fails and the server lives
 * on.
 */
public final class OutOfStoreMemoryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what was asked for, {@code what: name=value}
   */
  public OutOfStoreMemoryException(String message) {
    super(message);
  }
}
