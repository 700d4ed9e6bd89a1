package dev.muninn.server.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * The {@code user} lines that a file may hold while there are no access control lists: those of the
 * default user that permit everything, as CONFIG REWRITE of other servers leaves them behind. Any
 * other would be a lock that does not close, and is refused.
 */
final class UserLine {
  private static final Set<String> PERMITS_ALL =
      Set.of(
          "on",
          "~*",
          "&*",
          "+@all",
          "allkeys",
          "allchannels",
          "allcommands",
          "sanitize-payload",
          "skip-sanitize-payload");

  private UserLine() {}

  static void check(List<String> words, Config config) throws ConfigException {
    boolean accepted = words.get(0).equals("default");
    for (String rule : words.subList(1, words.size())) {
      accepted &= PERMITS_ALL.contains(rule) || isPassword(rule, config.requirepass);
    }
    if (!accepted) {
      throw new ConfigException(
          "user '"
              + words.get(0)
              + "': this version has no access control lists; only a default user with all"
              + " permissions, and the password of requirepass is allowed");
    }
  }

  private static boolean isPassword(String rule, String requirepass) {
    if (requirepass.isEmpty()) {
      return rule.equals("nopass");
    }
    return rule.equals(">" + requirepass) || rule.equals("#" + sha256(requirepass));
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.ISO_8859_1)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every platform has SHA-256", e);
    }
  }
}
