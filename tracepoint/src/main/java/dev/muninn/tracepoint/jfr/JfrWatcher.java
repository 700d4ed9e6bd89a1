package dev.muninn.tracepoint.jfr;

import dev.muninn.tracepoint.runtime.ProviderBinding;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;

/**
 * Keeps JFR's bit of each event's word equal to what the recordings want. The generated event
 * classes are loaded when JFR is used for the first time, not before.
 *
 * <p>JFR tells when a recording starts or ends, not when the settings of a running one change:
 * while one runs, a daemon thread asks every second.
 *
 * <p>JFR may call while it holds locks of its own, so no lock is held here when JFR is asked. Two
 * threads may refresh at once; what the slower one writes is put right a second later.
 */
final class JfrWatcher implements FlightRecorderListener {
  private static final long REFRESH_MILLIS = 1000;

  private final List<ProviderBinding> bindings = new CopyOnWriteArrayList<>();
  private volatile boolean initialized;

  // Guarded by this.
  private boolean polling;
  private boolean changed;

  private JfrWatcher() {}

  static JfrWatcher start() {
    JfrWatcher watcher = new JfrWatcher();
    FlightRecorder.addListener(watcher);
    return watcher;
  }

  void add(ProviderBinding binding) {
    bindings.add(binding);
    if (initialized) {
      refresh(binding);
    }
  }

  @Override
  public void recorderInitialized(FlightRecorder recorder) {
    initialized = true;
    refreshAll();
  }

  @Override
  public void recordingStateChanged(Recording recording) {
    initialized = true;
    refreshAll();
    if (isRecording()) {
      keepPolling();
    }
  }

  private synchronized void keepPolling() {
    changed = true;
    if (!polling) {
      polling = true;
      Thread thread = new Thread(this::poll, "muninn-jfr-settings");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void poll() {
    try {
      do {
        Thread.sleep(REFRESH_MILLIS);
        refreshAll();
      } while (goesOn(isRecording()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean goesOn(boolean recording) {
    polling = recording || changed;
    changed = false;
    return polling;
  }

  private static boolean isRecording() {
    return FlightRecorder.getFlightRecorder().getRecordings().stream()
        .anyMatch(recording -> recording.getState() == RecordingState.RUNNING);
  }

  private void refreshAll() {
    bindings.forEach(JfrWatcher::refresh);
  }

  private static void refresh(ProviderBinding binding) {
    List<Class<?>> events = binding.jfrEventClasses();
    for (int i = 0; i < events.size(); i++) {
      boolean wanted = EventType.getEventType(events.get(i).asSubclass(Event.class)).isEnabled();
      binding.setOwn(i, ProviderBinding.JFR, wanted);
    }
  }
}
