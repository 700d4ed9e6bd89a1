package dev.muninn.server.structure;

/** Sizes of what tables are made of, for DEBUG STRUCTSIZE. */
public final class StructureSizes {
  private StructureSizes() {}

  /** Words of the form {@code name:bytes}. */
  public static String text() {
    return "bits:64 table:"
        + TableLayout.TABLE
        + " index:"
        + TableLayout.INDEX
        + " bucket:"
        + Bucket.SIZE;
  }
}
