package dev.muninn.analysis.model;

/** What the main thread was busy with, or kept by, while requests waited. */
public enum StallKind {
  COMMAND("command", "a command"),
  SCRIPT("script", "a script"),
  EXPIRY("expiry", "deleting expired keys"),
  EVICTION("eviction", "evicting keys to free memory"),
  LAZY_FREE("lazy free", "freeing deleted values piece by piece"),
  DEFRAG("defrag", "defragmentation"),
  AOF_WRITE("AOF write", "writing the append-only file"),
  FSYNC("fsync", "waiting for the disk (fsync)"),
  SNAPSHOT_START("snapshot start", "starting a snapshot (fork)"),
  CLUSTER_CONFIG("cluster config", "writing the cluster's configuration file"),
  MODULE("module", "waiting for a module"),
  CRON("cron", "periodic work"),
  CONNECTIONS("connections", "accepting and closing connections"),
  READ("reading", "reading and parsing requests"),
  WRITE("sending", "sending replies"),
  GC("GC", "a garbage collection of the JVM"),
  SAFEPOINT("safepoint", "a safepoint of the JVM"),
  CPU_WAIT("CPU wait", "waiting for a CPU"),
  QUOTA("CPU quota", "the CPU quota of the server's control group"),
  UNEXPLAINED("unexplained", "something this trace does not show");

  private final String label;
  private final String words;

  StallKind(String label, String words) {
    this.label = label;
    this.words = words;
  }

  /** Short, for a column or a legend. */
  public String label() {
    return label;
  }

  /** For a sentence: "the server was busy with ...". */
  public String words() {
    return words;
  }

  /** Whether it is work of the server itself beside commands, which may lie inside other work. */
  boolean isBackground() {
    return compareTo(EXPIRY) >= 0 && compareTo(CRON) <= 0;
  }
}
