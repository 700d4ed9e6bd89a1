package dev.muninn.tracepoint.usdt;

import dev.muninn.tracepoint.elf.Machine;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What this machine and kernel want of a probe. */
public final class Platform {
  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*");

  private Platform() {}

  /** The machine to write for; empty where we can write no object. */
  public static Optional<Machine> machine() {
    if (!System.getProperty("os.name", "").equals("Linux")) {
      return Optional.empty();
    }
    return switch (System.getProperty("os.arch", "").toLowerCase(Locale.ROOT)) {
      case "amd64", "x86_64" -> Optional.of(Machine.X86_64);
      case "aarch64" -> Optional.of(Machine.AARCH64);
      default -> Optional.empty();
    };
  }

  /**
   * Whether the kernel has {@code uprobe(2)} on x86-64 and lets no seccomp filter see it: Linux
   * 6.18 and later.
   */
  static boolean hasUprobeCall(String kernelVersion) {
    Matcher matcher = VERSION.matcher(kernelVersion);
    if (!matcher.matches()) {
      return false;
    }
    int major = Integer.parseInt(matcher.group(1));
    return major > 6 || (major == 6 && Integer.parseInt(matcher.group(2)) >= 18);
  }
}
