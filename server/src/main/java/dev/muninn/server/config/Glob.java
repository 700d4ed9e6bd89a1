package dev.muninn.server.config;

import java.util.Locale;

/**
 * Glob match: {@code *}, {@code ?}, {@code [a-z]}, {@code [^a]} and backslash. Only the last star
 * is ever tried again, so the time is at most the product of both lengths.
 */
final class Glob {
  private Glob() {}

  static boolean hasWildcard(String pattern) {
    return pattern.indexOf('*') >= 0 || pattern.indexOf('?') >= 0 || pattern.indexOf('[') >= 0;
  }

  /** Match in any mixture of cases. */
  static boolean matches(String pattern, String text) {
    return matchesExactCase(lower(pattern), lower(text));
  }

  /** Match of exactly these letters. */
  static boolean matchesExactCase(String pattern, String text) {
    int p = 0;
    int t = 0;
    int starPattern = -1;
    int starText = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        starPattern = ++p;
        starText = t;
        continue;
      }
      int next = p < pattern.length() ? one(pattern, p, text.charAt(t)) : -1;
      if (next >= 0) {
        p = next;
        t++;
      } else if (starPattern >= 0) {
        p = starPattern;
        t = ++starText;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  /** Matches one character; returns where the pattern goes on, or -1. */
  private static int one(String pattern, int p, char c) {
    char kind = pattern.charAt(p);
    if (kind == '?') {
      return p + 1;
    }
    if (kind == '[') {
      return set(pattern, p + 1, c);
    }
    int at = kind == '\\' && p + 1 < pattern.length() ? p + 1 : p;
    return pattern.charAt(at) == c ? at + 1 : -1;
  }

  private static int set(String pattern, int start, char c) {
    int p = start;
    boolean not = p < pattern.length() && pattern.charAt(p) == '^';
    if (not) {
      p++;
    }
    boolean found = false;
    while (p < pattern.length() && pattern.charAt(p) != ']') {
      if (pattern.charAt(p) == '\\' && p + 1 < pattern.length()) {
        p++;
        found |= pattern.charAt(p) == c;
      } else if (p + 2 < pattern.length() && pattern.charAt(p + 1) == '-') {
        char a = pattern.charAt(p);
        char b = pattern.charAt(p + 2);
        found |= c >= Math.min(a, b) && c <= Math.max(a, b);
        p += 2;
      } else {
        found |= pattern.charAt(p) == c;
      }
      p++;
    }
    int end = Math.min(p + 1, pattern.length());
    return found != not ? end : -1;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
