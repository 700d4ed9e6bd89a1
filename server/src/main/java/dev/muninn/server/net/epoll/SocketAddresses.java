package dev.muninn.server.net.epoll;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One {@code struct sockaddr_storage}, reused, and its {@code socklen_t}: sockaddr_in {family u16,
 * port u16 big-endian, address 4 B}, sockaddr_in6 {family, port, flow u32, address 16 B, scope
 * u32}, sockaddr_un {family, path 108 B}.
 */
final class SocketAddresses {
  static final int AF_UNIX = 1;
  static final int AF_INET = 2;
  static final int AF_INET6 = 10;

  private static final int SIZE = 128;
  private static final int PORT = 2;
  private static final int ADDRESS_4 = 4;
  private static final int ADDRESS_6 = 8;
  private static final int SCOPE_6 = 24;
  private static final int PATH = 2;
  private static final int MAX_PATH = 107;
  private static final ValueLayout.OfShort BIG_ENDIAN_SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfLong BIG_ENDIAN_LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private final MemorySegment memory = Arena.ofAuto().allocate(SIZE + 8, 8);

  /** Native address of the structure. */
  long address() {
    return memory.address();
  }

  /** Native address of the length, an in-out parameter; {@link #expect} sets it. */
  long sizeAddress() {
    return memory.address() + SIZE;
  }

  /** Makes the structure ready to be filled by the kernel. */
  void expect() {
    memory.set(ValueLayout.JAVA_SHORT, 0, (short) 0);
    memory.set(ValueLayout.JAVA_INT, SIZE, SIZE);
  }

  /** Fills the structure; returns its size. */
  int set(InetAddress address, int port) {
    memory.fill((byte) 0);
    byte[] bytes = address.getAddress();
    memory.set(BIG_ENDIAN_SHORT, PORT, (short) port);
    if (address instanceof Inet6Address six) {
      memory.set(ValueLayout.JAVA_SHORT, 0, (short) AF_INET6);
      MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, ADDRESS_6, bytes.length);
      memory.set(ValueLayout.JAVA_INT, SCOPE_6, six.getScopeId());
      return 28;
    }
    memory.set(ValueLayout.JAVA_SHORT, 0, (short) AF_INET);
    MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, ADDRESS_4, bytes.length);
    return 16;
  }

  /** Fills the structure; returns its size. */
  int set(Path path) throws IOException {
    byte[] bytes = path.toString().getBytes(StandardCharsets.UTF_8);
    if (bytes.length > MAX_PATH) {
      throw new IOException("unix socket: path bytes=" + bytes.length + " most=" + MAX_PATH);
    }
    memory.fill((byte) 0);
    memory.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
    MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, PATH, bytes.length);
    return PATH + bytes.length + 1;
  }

  int family() {
    return memory.get(ValueLayout.JAVA_SHORT, 0);
  }

  int port() {
    return memory.get(BIG_ENDIAN_SHORT, PORT) & 0xFFFF;
  }

  /** First 8 bytes of the IP address, big-endian; an IPv4 address in the upper half. */
  long high() {
    return family() == AF_INET6
        ? memory.get(BIG_ENDIAN_LONG, ADDRESS_6)
        : memory.get(BIG_ENDIAN_LONG, ADDRESS_4) & 0xFFFFFFFF00000000L;
  }

  /** Last 8 bytes of an IPv6 address, big-endian. */
  long low() {
    return family() == AF_INET6 ? memory.get(BIG_ENDIAN_LONG, ADDRESS_6 + 8) : 0;
  }

  /** The address of which {@link #high} and {@link #low} are the bytes; null for other families. */
  static @Nullable InetAddress inetAddress(int family, long high, long low) {
    if (family != AF_INET && family != AF_INET6) {
      return null;
    }
    byte[] bytes = new byte[family == AF_INET ? 4 : 16];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) ((i < 8 ? high : low) >>> (56 - 8 * (i & 7)));
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("address: size=" + bytes.length, e);
    }
  }
}
