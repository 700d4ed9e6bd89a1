package dev.muninn.server.bytes;

/**
 * Bytes as a person reads them: between double quotes, with {@code \" \\ \n \r \t \a \b} and {@code
 * \xHH} for what is not printable ASCII, as MONITOR and redis-cli write them.
 */
public final class Repr {
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private Repr() {}

  /** Appends the form of {@code bytes}, at most four times as long as they are, and two quotes. */
  public static void put(Buffer out, Slice bytes) {
    out.put((byte) '"');
    for (int i = 0; i < bytes.length(); i++) {
      byte b = bytes.get(i);
      switch (b) {
        case '"', '\\' -> escape(out, b);
        case '\n' -> escape(out, (byte) 'n');
        case '\r' -> escape(out, (byte) 'r');
        case '\t' -> escape(out, (byte) 't');
        case 7 -> escape(out, (byte) 'a');
        case '\b' -> escape(out, (byte) 'b');
        default -> {
          if (b >= ' ' && b <= '~') {
            out.put(b);
          } else {
            escape(out, (byte) 'x');
            out.put(HEX[b >> 4 & 0xF]);
            out.put(HEX[b & 0xF]);
          }
        }
      }
    }
    out.put((byte) '"');
  }

  private static void escape(Buffer out, byte b) {
    out.put((byte) '\\');
    out.put(b);
  }
}
