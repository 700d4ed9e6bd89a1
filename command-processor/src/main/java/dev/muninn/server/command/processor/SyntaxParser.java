package dev.muninn.server.command.processor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses the notation of {@code Command.syntax}, which that annotation describes. */
final class SyntaxParser {
  private static final Map<String, String> TYPES =
      Map.of(
          "string", "STRING",
          "integer", "INTEGER",
          "double", "DOUBLE",
          "key", "KEY",
          "pattern", "PATTERN",
          "unix-time", "UNIX_TIME");

  private final String text;
  private int at;

  private SyntaxParser(String text) {
    this.text = text;
  }

  /**
   * A command's name and arguments.
   *
   * @param name lower case; a subcommand's is {@code container|subcommand}
   */
  record Request(String name, List<Argument> arguments) {}

  /** A whole request: one or two words that are the command's name, and its arguments. */
  static Request parseRequest(String text) throws SyntaxException {
    SyntaxParser parser = new SyntaxParser(text);
    String name = parser.commandName();
    parser.skipBlanks();
    if (parser.peek() >= 'A' && parser.peek() <= 'Z') {
      name += "|" + parser.commandName();
    }
    return new Request(name, parser.arguments());
  }

  /** All arguments of {@code text}. */
  static List<Argument> parse(String text) throws SyntaxException {
    return new SyntaxParser(text).arguments();
  }

  private List<Argument> arguments() throws SyntaxException {
    List<Argument> arguments = sequence('\0');
    checkNames(arguments);
    return arguments;
  }

  private String commandName() throws SyntaxException {
    String word = peek() >= 'A' && peek() <= 'Z' ? token() : "";
    if (word.isEmpty() || (peek() != ' ' && peek() != '\0')) {
      throw error("expected the command's name in upper case");
    }
    return word.toLowerCase(Locale.ROOT);
  }

  private static void checkNames(List<Argument> arguments) throws SyntaxException {
    Set<String> names = new HashSet<>();
    for (Argument argument : arguments) {
      if (!names.add(argument.name())) {
        throw new SyntaxException("two arguments side by side have one name: " + argument.name());
      }
      checkNames(argument.children());
    }
  }

  private List<Argument> sequence(char end) throws SyntaxException {
    List<Argument> arguments = new ArrayList<>();
    skipBlanks();
    while (peek() != end) {
      arguments.add(element());
      skipBlanks();
    }
    if (end != '\0') {
      at++;
    }
    return arguments;
  }

  private Argument element() throws SyntaxException {
    if (peek() != '[') {
      return argument(false);
    }
    at++;
    skipBlanks();
    Argument argument = argument(true);
    skipBlanks();
    expect(']');
    return argument;
  }

  private Argument argument(boolean optional) throws SyntaxException {
    @Nullable String token = null;
    if (startsToken()) {
      token = token();
      int afterToken = at;
      skipBlanks();
      if (at == afterToken || !startsName()) {
        at = afterToken;
        return suffixes(token.toLowerCase(Locale.ROOT), "PURE_TOKEN", token, optional, List.of());
      }
    }
    String name = name();
    switch (peek()) {
      case ':' -> {
        at++;
        String word = name();
        String type = TYPES.get(word);
        if (type == null) {
          throw error("unknown type " + word);
        }
        return suffixes(name, type, token, optional, List.of());
      }
      case '=' -> {
        at++;
        if (token != null || !startsToken()) {
          throw error("a token must follow " + name + "=, and none may be before it");
        }
        return suffixes(name, "PURE_TOKEN", token(), optional, List.of());
      }
      case '<' -> {
        at++;
        return suffixes(name, "ONEOF", token, optional, alternatives());
      }
      case '{' -> {
        at++;
        return suffixes(name, "BLOCK", token, optional, atLeastTwo(sequence('}')));
      }
      default -> throw error("expected one of : = < { after " + name);
    }
  }

  private List<Argument> alternatives() throws SyntaxException {
    List<Argument> arguments = new ArrayList<>();
    while (true) {
      skipBlanks();
      arguments.add(element());
      skipBlanks();
      if (peek() == '>') {
        at++;
        return atLeastTwo(arguments);
      }
      expect('|');
    }
  }

  private List<Argument> atLeastTwo(List<Argument> arguments) throws SyntaxException {
    if (arguments.size() < 2) {
      throw error("a block or choice has at least two parts");
    }
    return arguments;
  }

  private Argument suffixes(
      String name, String type, @Nullable String token, boolean optional, List<Argument> children)
      throws SyntaxException {
    int keySpec = Argument.NO_KEY;
    @Nullable String display = children.isEmpty() ? name : null;
    @Nullable String since = null;
    @Nullable String deprecated = null;
    boolean multiple = false;
    boolean multipleToken = false;
    if (peek() == '@') {
      at++;
      keySpec = digit();
    }
    if (peek() == '(') {
      int end = text.indexOf(')', at);
      if (end < 0 || !children.isEmpty()) {
        throw error("misplaced or open (");
      }
      display = text.substring(at + 1, end);
      at = end + 1;
    }
    if (peek() == '^') {
      at++;
      since = version();
    }
    if (peek() == '~') {
      at++;
      deprecated = version();
    }
    if (text.startsWith("...", at)) {
      at += 3;
      multiple = true;
      if (peek() == '*') {
        at++;
        multipleToken = true;
        if (token == null) {
          throw error("no token to repeat with " + name);
        }
      }
    }
    return new Argument(
        name,
        type,
        display,
        keySpec,
        token,
        since,
        deprecated,
        optional,
        multiple,
        multipleToken,
        children);
  }

  private boolean startsToken() {
    char c = peek();
    return c == '\'' || (c >= 'A' && c <= 'Z');
  }

  private boolean startsName() {
    return peek() >= 'a' && peek() <= 'z';
  }

  private String token() throws SyntaxException {
    int start = at;
    if (peek() == '\'') {
      int end = text.indexOf('\'', at + 1);
      if (end <= at + 1) {
        throw error("empty or open quote");
      }
      at = end + 1;
      return text.substring(start + 1, end);
    }
    while (isTokenPart(peek())) {
      at++;
    }
    return text.substring(start, at);
  }

  private static boolean isTokenPart(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  }

  private String name() throws SyntaxException {
    int start = at;
    if (!startsName()) {
      throw error("expected a lower-case name");
    }
    while ((peek() >= 'a' && peek() <= 'z') || (peek() >= '0' && peek() <= '9') || peek() == '-') {
      at++;
    }
    return text.substring(start, at);
  }

  private int digit() throws SyntaxException {
    char c = peek();
    if (c < '0' || c > '9') {
      throw error("expected a digit");
    }
    at++;
    return c - '0';
  }

  /** Three numbers; a dot that begins {@code ...} does not belong to it. */
  private String version() throws SyntaxException {
    int start = at;
    for (int part = 0; part < 3; part++) {
      if (part > 0) {
        expect('.');
      }
      digit();
      while (peek() >= '0' && peek() <= '9') {
        at++;
      }
    }
    return text.substring(start, at);
  }

  private void skipBlanks() {
    while (peek() == ' ') {
      at++;
    }
  }

  /** The next character; NUL at the end, which no notation has. */
  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private void expect(char c) throws SyntaxException {
    if (peek() != c) {
      throw error("expected " + c);
    }
    at++;
  }

  private SyntaxException error(String what) {
    String rest = at < text.length() ? "at \"" + text.substring(at) + "\"" : "at the end";
    return new SyntaxException(what + " " + rest);
  }
}
