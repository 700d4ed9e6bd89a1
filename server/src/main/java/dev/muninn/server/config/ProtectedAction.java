package dev.muninn.server.config;

/** From where a dangerous command is accepted. */
public enum ProtectedAction {
  /** From nowhere. */
  NO,
  /** From everywhere. */
  YES,
  /** From this machine: loopback or a Unix socket. */
  LOCAL;

  /** Whether a client may, given that it is on this machine or not. */
  public boolean allows(boolean localClient) {
    return this == YES || (this == LOCAL && localClient);
  }
}
