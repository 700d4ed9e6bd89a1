package dev.muninn.tracepoint.lttng;

import dev.muninn.tracepoint.runtime.Listener;
import dev.muninn.tracepoint.runtime.ListenerKind;
import dev.muninn.tracepoint.runtime.LttngCall;
import dev.muninn.tracepoint.runtime.ProviderBinding;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** LTTng-UST: makes this JVM a provider like any C program. */
public final class LttngListener implements Listener {
  private @Nullable LttngLibrary library;
  private boolean linked;

  @Override
  public ListenerKind kind() {
    return ListenerKind.LTTNG;
  }

  @Override
  public void start() throws UnavailableException {
    if (!System.getProperty("os.name", "").equals("Linux")) {
      throw new UnavailableException("exists on Linux only");
    }
    String machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    if (!machine.equals("amd64") && !machine.equals("x86_64")) {
      throw new UnavailableException("no code for this machine: arch=" + machine);
    }
    library = LttngLibrary.load();
  }

  @Override
  public void register(ProviderBinding binding) throws UnavailableException {
    if (library == null || !binding.hasProbes()) {
      throw new UnavailableException(binding.problem());
    }
    if (!linked) {
      // Before any tracepoint can be enabled. With blocking allowed a reserve waits for the reader.
      LttngCall.install(
          binding.fireCodeAddress(), System.getenv("LTTNG_UST_ALLOW_BLOCKING") != null);
      linked = true;
    }
    ProviderStructures structures = new ProviderStructures(binding, library);
    library.registerTracepoints(structures.tracepoints(), binding.definition().events().size());
    library.registerProvider(structures.probeDescription());
  }
}
