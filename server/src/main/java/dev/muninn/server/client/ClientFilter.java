package dev.muninn.server.client;

import org.jspecify.annotations.Nullable;

/**
 * Which clients CLIENT KILL means: all conditions given must hold.
 *
 * @param address the peer's address, null for any
 * @param localAddress the own address, null for any
 * @param type the type, null for any
 * @param id the number, 0 for any
 * @param user the user's name, null for any
 * @param maxAgeSeconds only clients connected for at least so long, 0 for any
 * @param skip a client to be spared, null for none
 */
public record ClientFilter(
    @Nullable String address,
    @Nullable String localAddress,
    @Nullable ClientType type,
    long id,
    @Nullable String user,
    long maxAgeSeconds,
    @Nullable Client skip) {

  /** Whether the client is meant. */
  public boolean matches(Client c, long nowMillis) {
    return (address == null || address.equals(c.address()))
        && (localAddress == null || localAddress.equals(c.localAddress()))
        && (type == null || type == c.type())
        && (id == 0 || id == c.id())
        && (user == null || user.equals(c.user()))
        && c != skip
        && (maxAgeSeconds == 0 || nowMillis / 1000 - c.createdMillis() / 1000 >= maxAgeSeconds);
  }
}
