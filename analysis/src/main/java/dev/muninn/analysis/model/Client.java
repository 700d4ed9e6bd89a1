package dev.muninn.analysis.model;

/**
 * Who sent a command.
 *
 * @param id of CLIENT LIST; 0 when the trace does not tell
 * @param address empty when not known
 * @param name set by CLIENT SETNAME, or empty
 */
public record Client(long id, String address, String name) {
  /** Not told by the trace. */
  public static final Client UNKNOWN = new Client(0, "", "");

  /** Whether the trace tells who it was. */
  public boolean known() {
    return id != 0;
  }

  /** For a sentence: name, address or number, what there is. */
  public String words() {
    if (!known()) {
      return "an unknown client";
    }
    String number = "client " + id;
    if (!name.isEmpty()) {
      return number + " \"" + name + "\"" + (address.isEmpty() ? "" : " (" + address + ")");
    }
    return address.isEmpty() ? number : number + " (" + address + ")";
  }
}
