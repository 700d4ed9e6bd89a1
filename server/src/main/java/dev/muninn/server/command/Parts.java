package dev.muninn.server.command;

import dev.muninn.server.client.Client;
import java.util.LinkedHashMap;
import java.util.Map;

/** The {@link Part}s of one server, each found by its class. */
public final class Parts implements AutoCloseable {
  private final Map<Class<?>, Part> parts = new LinkedHashMap<>();

  /** None yet. */
  public Parts() {}

  /** Adds a part; belongs to the start. */
  public void add(Part part) {
    if (parts.putIfAbsent(part.getClass(), part) != null) {
      throw new IllegalStateException("part twice: class=" + part.getClass().getName());
    }
  }

  /**
   * The part of a class.
   *
   * @throws IllegalStateException the server has none
   */
  public <T extends Part> T get(Class<T> type) {
    Part part = parts.get(type);
    if (part == null) {
      throw new IllegalStateException("no such part: class=" + type.getName());
    }
    return type.cast(part);
  }

  /** A client is gone. */
  public void disconnected(Client client) {
    for (Part part : parts.values()) {
      part.disconnected(client);
    }
  }

  /** A client is put into the state of a new one. */
  public void reset(Client client) {
    for (Part part : parts.values()) {
      part.reset(client);
    }
  }

  @Override
  public void close() {
    parts.values().forEach(Part::close);
  }
}
