package dev.muninn.server.command.trace;

import dev.muninn.server.command.Context;
import dev.muninn.server.config.ConfigException;
import dev.muninn.server.config.MemoryUnits;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the arguments of a TRACE subcommand one after the other; mistakes are exceptions. */
final class TraceRequest {
  /** A mistake in a request; the message is the error's text, one line. */
  static final class WrongException extends Exception {
    private static final long serialVersionUID = 1;

    WrongException(String message) {
      super(message);
    }
  }

  private static final int MAX_WORD = 4096;

  private final Context c;
  private int next = 2;

  TraceRequest(Context c) {
    this.c = c;
  }

  boolean hasMore() {
    return next < c.argc();
  }

  /** The next argument. */
  String word(String what) throws WrongException {
    if (!hasMore()) {
      throw new WrongException(what + " is missing");
    }
    if (c.arg(next).length() > MAX_WORD) {
      throw new WrongException(
          what + " is too long: length=" + c.arg(next).length() + " max=" + MAX_WORD);
    }
    return c.text(next++);
  }

  /** The next argument in upper case, which stays the next one. */
  String peek() {
    return hasMore() && c.arg(next).length() <= MAX_WORD
        ? c.text(next).toUpperCase(Locale.ROOT)
        : "";
  }

  void skip() {
    next++;
  }

  String name() throws WrongException {
    String name = word("session name");
    if (!name.matches("[A-Za-z0-9_.-]{1,255}")) {
      throw new WrongException("session name has other characters than letters, digits and -_.");
    }
    return name;
  }

  long number(String what, long least, long most) throws WrongException {
    String text = word(what);
    try {
      long value = Long.parseLong(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below, with what is wanted.
    }
    throw new WrongException(what + " must be a number from " + least + " to " + most);
  }

  long memory(String what) throws WrongException {
    String text = word(what);
    try {
      long bytes = MemoryUnits.parse(text);
      if (bytes >= 0) {
        return bytes;
      }
    } catch (ConfigException e) {
      // Told below, with what is wanted.
    }
    throw new WrongException(what + " must be a size such as 64mb");
  }

  /** Nothing may follow. */
  void end() throws WrongException {
    if (hasMore()) {
      throw new WrongException("syntax error");
    }
  }

  /** A line that an error reply can hold. */
  static String line(@Nullable String message) {
    return message == null ? "failed" : message.replaceAll("[\\x00-\\x1f\\x7f]", "?");
  }
}
