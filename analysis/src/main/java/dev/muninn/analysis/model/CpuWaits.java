package dev.muninn.analysis.model;

/** How long the main thread could have run but had no CPU. Times in nanoseconds. */
final class CpuWaits {
  /** From this share of the time in which the thread wanted to run, a window is bad. */
  private static final double BAD_SHARE = 0.3;

  /** And from this share of the window. */
  private static final double BAD_PART = 0.2;

  long total;
  long windows;
  long windowNanos;
  long badWindows;
  long badWait;
  long badBusy;
  long badCommands;
  long stolen;
  long worstWait;
  long worstWindow;
  long worstAt;
  final WorstWindow worst = new WorstWindow();

  /**
   * @param busy how long the thread was not asleep in the window
   * @param commands that ran in it
   * @param blame what it did to pieces of turns
   */
  void add(long nanos, long wait, long window, long busy, long commands, Stalls.CpuBlame blame) {
    total += wait;
    windows++;
    windowNanos += window;
    long wanted = Math.max(Math.min(busy, window), wait);
    if (wait < BAD_PART * window || wait < BAD_SHARE * wanted) {
      return;
    }
    badWindows++;
    badWait += wait;
    badBusy += wanted;
    badCommands += commands;
    stolen += wait - blame.shared() + blame.stolen();
    worst.add(nanos, wait);
    if (wait > worstWait) {
      worstWait = wait;
      worstWindow = window;
      worstAt = nanos - window;
    }
  }
}
