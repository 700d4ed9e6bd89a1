package dev.muninn.tracepoint.recorder;

/** Names of events with {@code *} for any characters, none included. */
final class EventPattern {
  private EventPattern() {}

  static void check(String pattern) {
    if (pattern.isEmpty() || pattern.length() > EventRule.MAX_PATTERN) {
      throw new IllegalArgumentException(
          "event pattern length: length=" + pattern.length() + " max=" + EventRule.MAX_PATTERN);
    }
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      boolean known =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '_'
              || c == ':'
              || c == '*';
      if (!known) {
        throw new IllegalArgumentException(
            "event pattern with a character no name has: position=" + i + " pattern=" + pattern);
      }
    }
  }

  /** Whether the provider's name stands in full before the colon. */
  static boolean namesProvider(String pattern, String provider) {
    return pattern.startsWith(provider) && pattern.startsWith(":", provider.length());
  }
}
