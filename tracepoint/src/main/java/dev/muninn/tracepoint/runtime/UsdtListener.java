package dev.muninn.tracepoint.runtime;

/**
 * USDT: the kernel counts tracers in the word's semaphore by itself; all there is to do is to link.
 */
public final class UsdtListener implements Listener {
  /** Does nothing yet. */
  public UsdtListener() {}

  @Override
  public ListenerKind kind() {
    return ListenerKind.USDT;
  }

  @Override
  public void start() {
    Usdt.warmUp();
  }

  @Override
  public void register(ProviderBinding binding) throws UnavailableException {
    if (!binding.hasProbes()) {
      throw new UnavailableException(binding.problem());
    }
  }
}
