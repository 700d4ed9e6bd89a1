package dev.muninn.server.net.transport;

import java.net.Inet4Address;
import java.net.InetAddress;

/** Addresses as CLIENT LIST shows them: {@code 1.2.3.4:5}, {@code [::1]:5}. */
public final class AddressText {
  private AddressText() {}

  /** Address and port; {@code ?:0} when there is none. */
  public static String of(InetAddress address, int port) {
    String host = of(address);
    return address instanceof Inet4Address ? host + ":" + port : "[" + host + "]:" + port;
  }

  /** The address alone, IPv6 in the canonical short form (RFC 5952, section 4). */
  public static String of(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length != 16) {
      return address.getHostAddress();
    }
    int from = -1;
    int length = 1; // a single zero group is not shortened
    for (int i = 0; i < 8; ) {
      int end = i;
      while (end < 8 && group(bytes, end) == 0) {
        end++;
      }
      if (end - i > length) {
        from = i;
        length = end - i;
      }
      i = Math.max(end, i + 1);
    }
    StringBuilder text = new StringBuilder(39);
    for (int i = 0; i < 8; i++) {
      if (i == from) {
        text.append("::");
        i += length - 1;
      } else {
        if (i > 0 && i != from + length) {
          text.append(':');
        }
        text.append(Integer.toHexString(group(bytes, i)));
      }
    }
    return text.toString();
  }

  private static int group(byte[] bytes, int index) {
    return (bytes[2 * index] & 0xFF) << 8 | (bytes[2 * index + 1] & 0xFF);
  }
}
