package dev.muninn.analysis.model;

import dev.muninn.analysis.model.FactSink.KeyUse;

/** Analyses for the tests of what shows them. */
public final class Samples {
  /** What a client may call itself to break out of a page or a terminal. */
  public static final String HOSTILE = "</script><script>alert(1)</script>\u001b[2J{{data}}\"'&";

  private Samples() {}

  /** A busy server that KEYS held up for 300 ms, with a client of a hostile name. */
  public static Analysis sick() {
    Scene scene = new Scene().busy(200, 10);
    scene.begin();
    scene.analyzer.commandEntry(scene.now, "keys", 99, "127.0.0.1:40099", HOSTILE);
    scene.analyzer.key(scene.now, KeyUse.READ, 0, HOSTILE, "string", 123);
    scene.now += 300_000_000;
    scene.analyzer.command(scene.now, "keys", 300_000);
    return scene.command("get", 2, 1).end(20).idle(8).busy(200, 10).finish();
  }

  /** A busy server without any trouble. */
  public static Analysis healthy() {
    return new Scene().busy(500, 10).finish();
  }

  /** A trace without events. */
  public static Analysis empty() {
    return new Scene().finish();
  }
}
