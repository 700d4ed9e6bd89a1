package dev.muninn.server.config;

/** Reacts to directives changed by CONFIG SET. */
@FunctionalInterface
public interface ConfigListener {
  /**
   * The values are set; make them true.
   *
   * @throws ConfigException they cannot be; the text says why
   */
  void changed(Config config) throws ConfigException;

  /** The old values are back, as this or another listener refused: make those true again. */
  default void restored(Config config) {
    try {
      changed(config);
    } catch (ConfigException e) {
      throw new IllegalStateException("cannot restore configuration: reason=" + e.text(), e);
    }
  }
}
