package dev.muninn.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.server.clock.CachedClock;
import dev.muninn.server.clock.Clock;
import dev.muninn.server.config.Config;
import dev.muninn.server.config.ConfigException;
import dev.muninn.server.config.ConfigLoader;
import dev.muninn.server.stats.LatencyMonitor;
import dev.muninn.server.stats.LatencySeries;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExpiryRecorderTest {
  private final LatencyMonitor latency = new LatencyMonitor();

  private ExpiryRecorder recorder(int threshold) throws ConfigException {
    Config config =
        ConfigLoader.load(
            List.of("--latency-monitor-threshold", Integer.toString(threshold)),
            InputStream.nullInputStream());
    return new ExpiryRecorder(config, latency, new CachedClock(Clock.SYSTEM));
  }

  private Map<String, Long> longest() {
    return latency.events().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> max(entry.getValue())));
  }

  private static long max(LatencySeries series) {
    return series.max();
  }

  @Test
  void shouldTellLatencyOfEachMomentByItsName() throws ConfigException {
    ExpiryRecorder recorder = recorder(2);
    assertThat(recorder.enabled()).isTrue();

    recorder.expireDel(1_999);
    recorder.expireDel(2_000);
    recorder.expireCycleKeys(3_000);
    recorder.expireCycle(4_999);

    assertThat(longest())
        .isEqualTo(Map.of("expire-del", 2L, "expire-cycle-keys", 3L, "expire-cycle", 4L));
  }

  @Test
  void shouldTellLatencyNothingWithoutAThreshold() throws ConfigException {
    ExpiryRecorder recorder = recorder(0);
    assertThat(recorder.enabled()).isFalse();

    recorder.expireDel(2_000_000);
    recorder.expireCycle(2_000_000);

    assertThat(latency.events()).isEmpty();
  }
}
