package dev.muninn.analysis.ctf.metadata;

/** Texts of metadata as they may stand in a message. */
public final class Texts {
  private static final int MOST = 40;

  private Texts() {}

  /** Short and printable. */
  public static String shown(String text) {
    return shown(text, MOST);
  }

  /** At most so many characters, printable. */
  public static String shown(String text, int most) {
    String cut = text.length() > most ? text.substring(0, most) + "..." : text;
    StringBuilder shown = new StringBuilder();
    cut.chars().forEach(c -> shown.append(c < ' ' || c == 127 ? '?' : (char) c));
    return shown.toString();
  }
}
