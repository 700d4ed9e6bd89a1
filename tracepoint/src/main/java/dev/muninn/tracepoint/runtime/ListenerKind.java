package dev.muninn.tracepoint.runtime;

/** The listeners an event can have. */
public enum ListenerKind {
  LTTNG("LTTng", 0xffff_ffffL),
  USDT("USDT", 0xffffL << 32),
  JFR("JFR", ProviderBinding.JFR),
  RECORDER("recorder", ProviderBinding.RECORDER);

  private final String title;
  private final long bits;

  ListenerKind(String title, long bits) {
    this.title = title;
    this.bits = bits;
  }

  /** The name as people write it. */
  public String title() {
    return title;
  }

  /** Whether this listener wants the event whose word this is. */
  public boolean on(long word) {
    return (word & bits) != 0;
  }
}
