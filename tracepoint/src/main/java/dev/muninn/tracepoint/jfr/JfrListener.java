package dev.muninn.tracepoint.jfr;

import dev.muninn.tracepoint.runtime.Listener;
import dev.muninn.tracepoint.runtime.ListenerKind;
import dev.muninn.tracepoint.runtime.ProviderBinding;
import org.jspecify.annotations.Nullable;

/** JDK Flight Recorder, where the JVM has it. Does not start it. */
public final class JfrListener implements Listener {
  private @Nullable JfrWatcher watcher;

  /** Does nothing yet. */
  public JfrListener() {}

  @Override
  public ListenerKind kind() {
    return ListenerKind.JFR;
  }

  @Override
  public void start() throws UnavailableException {
    if (ModuleLayer.boot().findModule("jdk.jfr").isEmpty()) {
      throw new UnavailableException("module jdk.jfr not present");
    }
    watcher = JfrWatcher.start();
  }

  @Override
  public void register(ProviderBinding binding) throws UnavailableException {
    if (watcher == null) {
      throw new UnavailableException("not started");
    }
    watcher.add(binding);
  }
}
