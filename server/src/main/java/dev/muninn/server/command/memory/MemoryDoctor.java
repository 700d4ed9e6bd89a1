package dev.muninn.server.command.memory;

import dev.muninn.server.config.Config;
import dev.muninn.server.config.MaxmemoryPolicy;
import dev.muninn.server.config.MemoryUnits;
import dev.muninn.server.stats.ProcessStats;
import java.util.ArrayList;
import java.util.List;

/** Says what is odd about the memory, and what to do. */
final class MemoryDoctor {
  private static final long LITTLE = 5L << 20;
  private static final long MUCH_PER_CLIENT = 200L << 10;

  private MemoryDoctor() {}

  static String report(MemoryFigures figures, int clients, Config config) {
    if (figures.used < LITTLE) {
      return "The server holds "
          + MemoryUnits.human(figures.used)
          + ", too little to say anything about how it uses memory.\n";
    }
    List<String> findings = new ArrayList<>();
    if (figures.peak > figures.used + figures.used / 2) {
      findings.add(
          "Peak: "
              + MemoryUnits.human(figures.peak)
              + " were in use once, "
              + MemoryUnits.human(figures.used)
              + " are now. What was freed is kept for new data; MEMORY PURGE gives back what can"
              + " be.");
    }
    if (figures.normalClients / Math.max(1, clients) > MUCH_PER_CLIENT) {
      findings.add(
          "Clients: "
              + MemoryUnits.human(figures.normalClients)
              + " are held for clients. CLIENT LIST shows for whom (tot-mem);"
              + " client-output-buffer-limit and maxmemory-clients bound it.");
    }
    long machine = ProcessStats.machineBytes();
    if (machine > 0 && figures.resident > machine / 10 * 9) {
      findings.add(
          "Machine: the process takes "
              + MemoryUnits.human(figures.resident)
              + " of "
              + MemoryUnits.human(machine)
              + " of RAM. Lower maxmemory or the heap (-Xmx) before the kernel begins to swap.");
    }
    if (config.maxmemory > 0
        && config.maxmemoryPolicy == MaxmemoryPolicy.NOEVICTION
        && figures.used > config.maxmemory / 10 * 9) {
      findings.add(
          "Limit: maxmemory is nearly reached and the policy is noeviction: writes will be"
              + " refused.");
    }
    if (findings.isEmpty()) {
      return "Nothing odd about the memory was found.\n";
    }
    return " * " + String.join("\n * ", findings) + "\n";
  }
}
