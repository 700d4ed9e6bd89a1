package dev.muninn.analysis.model;

/** Illnesses that the analysis can name. */
public enum FindingKind {
  SLOW_COMMAND("slow command"),
  LARGE_DELETE("deletion of a large value"),
  BLOCKING_DEBUG("server put to sleep"),
  SLOW_SCRIPT("slow script"),
  MASS_EXPIRY("mass expiry"),
  EVICTION("eviction"),
  LAZY_FREE("lazy free"),
  DEFRAG("defragmentation"),
  AOF_WRITE("slow AOF write"),
  FSYNC("slow fsync"),
  SNAPSHOT_START("start of a snapshot"),
  CLUSTER_CONFIG("slow write of the cluster's configuration"),
  MODULE("module"),
  CRON("slow periodic work"),
  CONNECTION_STORM("many connections at once"),
  LARGE_REQUESTS("reading requests"),
  LARGE_REPLIES("sending replies"),
  SLOW_READER("client that reads slowly"),
  FLOOD("client that floods"),
  GC_PAUSE("garbage collection"),
  SAFEPOINT("safepoint of the JVM"),
  CPU_WAIT("CPU taken away"),
  UNEXPLAINED("standstill of unknown cause");

  private final String title;

  FindingKind(String title) {
    this.title = title;
  }

  /** A few words. */
  public String title() {
    return title;
  }
}
