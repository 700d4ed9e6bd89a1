package dev.muninn.server.process;

import dev.muninn.server.config.Config;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What ps shows in place of the command line ({@code set-proc-title}, {@code proc-title-template}).
 * The kernel shows the memory in which it gave the process its arguments; the title is written
 * there, cut where that ends. Words are parted by zero bytes, so that the first word is the program
 * for pidof and its like. Linux only; elsewhere nothing happens.
 */
public final class ProcessTitle {
  /** Places in /proc/self/stat of where the arguments begin and end, counted from the state. */
  private static final int ARG_START = 45;

  private static final int ARG_END = 46;

  private ProcessTitle() {}

  /**
   * Sets the title.
   *
   * @param title the name of the program
   * @param port TCP port that is listened on, 0 for none
   */
  public static void set(Config config, String title, int port) {
    if (config.setProcTitle && System.getProperty("os.name", "").equals("Linux")) {
      write(text(config, title, port));
    }
  }

  /** The template with its variables filled in, and no blanks at its end. */
  static String text(Config config, String title, int port) {
    String address = config.bind.isEmpty() ? "*" : config.bind.getFirst();
    if (address.startsWith("-")) {
      address = address.substring(1);
    }
    String listening =
        port != 0 || config.unixsocket.isEmpty() ? address + ":" + port : config.unixsocket;
    return config
        .procTitleTemplate
        .replace("{title}", title)
        .replace("{listen-addr}", listening)
        .replace("{server-mode}", config.clusterEnabled ? "[cluster]" : "")
        .replace("{port}", Integer.toString(port))
        .replace("{tls-port}", "0")
        .replace("{unixsocket}", config.unixsocket)
        .replace("{config-file}", Objects.toString(config.file(), ""))
        .stripTrailing();
  }

  @SuppressWarnings("restricted") // the arguments of this very process
  private static void write(String title) {
    long start;
    long end;
    try {
      String stat = Files.readString(Path.of("/proc/self/stat"), StandardCharsets.ISO_8859_1);
      List<String> fields =
          List.of(stat.substring(stat.lastIndexOf(')') + 2).strip().split(" ", -1));
      start = Long.parseUnsignedLong(fields.get(ARG_START));
      end = Long.parseUnsignedLong(fields.get(ARG_END));
    } catch (IOException | RuntimeException e) {
      return; // no /proc, or none that tells: the command line stays
    }
    if (start == 0 || end - start < 2) {
      return;
    }
    MemorySegment arguments = MemorySegment.ofAddress(start).reinterpret(end - start);
    byte[] bytes = title.replace(' ', '\0').getBytes(StandardCharsets.UTF_8);
    int size = (int) Math.min(bytes.length, end - start - 1);
    arguments.fill((byte) 0);
    MemorySegment.copy(MemorySegment.ofArray(bytes), 0, arguments, 0, size);
  }
}
