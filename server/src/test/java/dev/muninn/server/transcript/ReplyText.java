package dev.muninn.server.transcript;

import java.util.ArrayList;
import java.util.List;

/**
 * Replies as text in which every byte of RESP is to be seen: simple types as they are sent, bulk
 * strings in quotes, aggregates by their type and count, their elements after them.
 */
final class ReplyText {
  private static final int WIDTH = 100;

  private final String bytes;
  private int at;

  private ReplyText(String bytes) {
    this.bytes = bytes;
  }

  private record Node(String head, List<Node> children, int perLine) {
    String inline() {
      StringBuilder text = new StringBuilder(head);
      children.forEach(child -> text.append(' ').append(child.inline()));
      return text.toString();
    }

    void print(String indent, List<String> lines) {
      String inline = inline();
      if (children.isEmpty() || indent.length() + inline.length() <= WIDTH) {
        lines.add(indent + inline);
        return;
      }
      lines.add(indent + head);
      for (int i = 0; i < children.size(); i += perLine) {
        List<Node> row = children.subList(i, Math.min(i + perLine, children.size()));
        String text = String.join(" ", row.stream().map(Node::inline).toList());
        if (row.size() > 1 && indent.length() + 2 + text.length() <= WIDTH) {
          lines.add(indent + "  " + text);
        } else {
          row.forEach(child -> child.print(indent + "  ", lines));
        }
      }
    }
  }

  /** A reply was cut off: more bytes are to come. */
  static final class IncompleteException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /**
   * The replies in these bytes (as Latin-1 text), laid out for reading.
   *
   * @throws IllegalArgumentException the bytes are no replies
   */
  static List<String> lines(String bytes, boolean unordered) {
    ReplyText parser = new ReplyText(bytes);
    List<String> lines = new ArrayList<>();
    while (parser.at < bytes.length()) {
      Node node = parser.next(true);
      (unordered ? sorted(node) : node).print("", lines);
    }
    return lines;
  }

  /** Lines of a reply as one: what is compared. */
  static String canonical(List<String> lines) {
    return String.join(" ", lines.stream().map(String::strip).toList());
  }

  /** Where the first reply that is no push ends. @return -1: it is not there yet */
  static int end(String bytes) {
    ReplyText parser = new ReplyText(bytes);
    try {
      while (parser.at < bytes.length()) {
        boolean push = bytes.charAt(parser.at) == '>';
        parser.next(true);
        if (!push) {
          return parser.at;
        }
      }
    } catch (IncompleteException e) {
      return -1;
    }
    return -1;
  }

  private static Node sorted(Node node) {
    List<Node> children = new ArrayList<>(node.children.stream().map(ReplyText::sorted).toList());
    if (children.stream().allMatch(child -> child.children.isEmpty())) {
      children.sort((a, b) -> a.head.compareTo(b.head));
      return new Node(node.head, children, 1);
    }
    return new Node(node.head, children, node.perLine);
  }

  private Node next(boolean top) {
    String line = line();
    char type = line.charAt(0);
    String rest = line.substring(1);
    switch (type) {
      case '+', '-' -> {
        return leaf(top || rest.indexOf(' ') < 0 ? line : type + quoted(rest));
      }
      case ':', '_', ',', '(', '#' -> {
        return leaf(line);
      }
      case '$', '!', '=' -> {
        int length = length(rest);
        return length < 0 ? leaf(line) : leaf((type == '$' ? "" : type) + quoted(bulk(length)));
      }
      case '*', '%', '~', '>', '|' -> {
        int count = length(rest);
        int perLine = type == '%' || type == '|' ? 2 : 1;
        List<Node> children = new ArrayList<>();
        for (int i = 0; i < count * perLine; i++) {
          children.add(next(false));
        }
        return new Node(line, children, perLine);
      }
      default -> throw new IllegalArgumentException("no reply: line=" + line);
    }
  }

  private static Node leaf(String text) {
    return new Node(text, List.of(), 1);
  }

  private static int length(String digits) {
    int length = Integer.parseInt(digits);
    if (length < -1 || !Integer.toString(length).equals(digits)) {
      throw new IllegalArgumentException("length of a reply: text=" + digits);
    }
    return length;
  }

  private String line() {
    int end = bytes.indexOf("\r\n", at);
    if (end < 0) {
      throw new IncompleteException();
    }
    String line = bytes.substring(at, end);
    at = end + 2;
    return line;
  }

  private String bulk(int length) {
    if (at + length + 2 > bytes.length()) {
      throw new IncompleteException();
    }
    String text = bytes.substring(at, at + length);
    at += length;
    if (!bytes.startsWith("\r\n", at)) {
      throw new IllegalArgumentException("no end of a string: text=" + text);
    }
    at += 2;
    return text;
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ' || c > '~') {
            out.append(String.format("\\x%02x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }
}
