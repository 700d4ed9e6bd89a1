package dev.muninn.server.net.transport;

import java.io.IOException;

/** The machine does not have the address that was to be listened on. */
public final class AddressUnavailableException extends IOException {
  private static final long serialVersionUID = 1;

  private final boolean familyUnsupported;

  /** {@code familyUnsupported}: it has no address of that kind, such as IPv6, at all. */
  public AddressUnavailableException(String message, boolean familyUnsupported) {
    super(message);
    this.familyUnsupported = familyUnsupported;
  }

  /** Whether the machine lacks the whole address family. */
  public boolean familyUnsupported() {
    return familyUnsupported;
  }
}
