package dev.muninn.server.config;

import dev.muninn.server.config.ScalarDirectives.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What texts must look like, beyond being text. */
final class DirectiveChecks {
  private static final int MAX_HOST = 256;

  /** Characters that would part the fields of nodes.conf, or mean something to a shell. */
  private static final String NOT_IN_NODE_NAME = "!#$%&()*+;<>?@[]^{|}~";

  private static final Set<String> TITLE_VARIABLES =
      Set.of(
          "title", "listen-addr", "server-mode", "port", "tls-port", "unixsocket", "config-file");

  private DirectiveChecks() {}

  static Check notEmpty(String name) {
    return value -> value.isEmpty() ? name + " can't be empty" : null;
  }

  /** A name without a directory. {@code noun}: filename or dirname. */
  static Check fileName(String name, String noun) {
    return value -> {
      if (value.isEmpty()) {
        return name + " can't be empty";
      }
      return value.indexOf('/') >= 0 || value.indexOf('\\') >= 0
          ? name + " can't be a path, just a " + noun
          : null;
    };
  }

  static @Nullable String hostName(String value) {
    if (value.length() >= MAX_HOST) {
      return "Hostnames must be less than 256 characters";
    }
    return value.chars().allMatch(c -> isAlphanumeric(c) || c == '-' || c == '.')
        ? null
        : "Hostnames may only contain alphanumeric characters, hyphens or dots";
  }

  static @Nullable String nodeName(String value) {
    boolean valid =
        value
            .chars()
            .allMatch(
                c -> isAlphanumeric(c) || (c > ' ' && c <= '~' && NOT_IN_NODE_NAME.indexOf(c) < 0));
    return valid ? null : "Announced human node name contained invalid character";
  }

  static @Nullable String processTitle(String value) {
    StringBuilder title = new StringBuilder();
    int at = 0;
    while (at < value.length()) {
      if (value.charAt(at) == '{') {
        int end = value.indexOf('}', at);
        if (end < 0 || !TITLE_VARIABLES.contains(value.substring(at + 1, end))) {
          return "template format is invalid or contains unknown variables";
        }
        title.append('x');
        at = end + 1;
      } else {
        title.append(value.charAt(at++));
      }
    }
    return title.isEmpty() ? "template format is invalid or contains unknown variables" : null;
  }

  static @Nullable String ipv4(String value) {
    return value.isEmpty() || isIpv4(value) ? null : "Invalid IPv4 address";
  }

  static @Nullable String ipv6(String value) {
    return value.isEmpty() || isIpv6(value) ? null : "Invalid IPv6 address";
  }

  private static boolean isAlphanumeric(int c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  /** Four decimal numbers without leading zeros. */
  private static boolean isIpv4(String value) {
    List<String> parts = parts(value, '.');
    return parts.size() == 4
        && parts.stream()
            .allMatch(
                part ->
                    part.length() <= 3
                        && NumberDirective.isDecimal(part)
                        && Integer.parseInt(part) >= 0
                        && Integer.parseInt(part) <= 255);
  }

  /** Eight groups of hexadecimal digits, one run of which may be left out; a dotted tail is two. */
  private static boolean isIpv6(String value) {
    int gap = value.indexOf("::");
    if (gap >= 0 && value.indexOf("::", gap + 1) >= 0) {
      return false;
    }
    int groups =
        gap < 0
            ? groups(value, true)
            : groups(value.substring(0, gap), false) + groups(value.substring(gap + 2), true);
    return gap < 0 ? groups == 8 : groups >= 0 && groups <= 7;
  }

  private static int groups(String text, boolean tail) {
    if (text.isEmpty()) {
      return 0;
    }
    List<String> parts = parts(text, ':');
    int count = parts.size();
    String last = parts.get(count - 1);
    if (tail && last.indexOf('.') >= 0) {
      if (!isIpv4(last)) {
        return -16;
      }
      parts.remove(count - 1);
      count++;
    }
    boolean valid = parts.stream().allMatch(part -> part.matches("[0-9a-fA-F]{1,4}"));
    return valid ? count : -16;
  }

  private static List<String> parts(String text, char separator) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int i = text.indexOf(separator); i >= 0; i = text.indexOf(separator, start)) {
      parts.add(text.substring(start, i));
      start = i + 1;
    }
    parts.add(text.substring(start));
    return parts;
  }
}
