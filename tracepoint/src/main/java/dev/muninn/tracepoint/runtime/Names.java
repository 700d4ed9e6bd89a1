package dev.muninn.tracepoint.runtime;

/** What a name may look like so that LTTng, CTF, USDT and DTrace all take it. */
final class Names {
  /** LTTng's limit is 255 for {@code provider:event}. */
  private static final int MAX_LENGTH = 127;

  private Names() {}

  static void requireIdentifier(String what, String name) {
    if (name.isEmpty() || name.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(what + " name length: name=" + name);
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      if (!letter && (i == 0 || c < '0' || c > '9')) {
        throw new IllegalArgumentException(what + " name is not a C identifier: name=" + name);
      }
    }
  }
}
