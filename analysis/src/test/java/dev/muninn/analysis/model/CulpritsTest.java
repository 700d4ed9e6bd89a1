package dev.muninn.analysis.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.analysis.model.FactSink.KeyUse;
import org.junit.jupiter.api.Test;

/** Each illness is named first, and a healthy server has none. */
class CulpritsTest {
  private static final int CLIENTS = 10;

  @Test
  void shouldFindNothingOnHealthyBusyServer() {
    Analysis analysis = new Scene().busy(20_000, 50).finish();

    assertThat(analysis.findings()).isEmpty();
    assertThat(analysis.commandCount()).isEqualTo(1_000_000);
    assertThat(analysis.stalls()).isEmpty();
  }

  @Test
  void shouldFindNothingOnIdleServer() {
    Scene scene = new Scene();
    for (int i = 0; i < 100; i++) {
      scene.begin().work(StallKind.CRON, 40).end(1).idle(100_000);
    }
    assertThat(scene.finish().findings()).isEmpty();
  }

  @Test
  void shouldNotBlameStartOfRecording() {
    Scene scene = new Scene().begin().idle(20_000).command("trace|start", 1_000, 9);
    scene.work(StallKind.CRON, 52_000).end(15_000).idle(8).busy(2000, CLIENTS);

    assertThat(scene.finish().findings()).isEmpty();
  }

  @Test
  void shouldBlameSlowCommandAndCountWhoWaited() {
    Scene scene = new Scene().busy(100, CLIENTS);
    scene.begin().command("get", 2, 1).command("keys", 300_000, 99).command("get", 2, 2);
    scene.command("get", 2, 3).work(StallKind.CRON, 3).end(20).idle(8).busy(100, CLIENTS);

    Analysis analysis = scene.finish();

    Finding first = analysis.findings().getFirst();
    assertThat(analysis.findings()).hasSize(1);
    assertThat(first.kind()).isEqualTo(FindingKind.SLOW_COMMAND);
    assertThat(first.subject()).isEqualTo("KEYS");
    assertThat(first.severity()).isEqualTo(Finding.Severity.HIGH);
    // Two of the same turn and ten of the next one; and its own time.
    assertThat(first.stolen()).isEqualTo(13 * 300_000_000L);
    assertThat(first.sentence())
        .isEqualTo(
            "KEYS held up the server for 300 ms; 12 other requests waited for it, 3.60 s together.");
    assertThat(first.evidence().getFirst())
        .contains("300 ms by client 99 (127.0.0.1:40099); 12 requests waited");
    assertThat(first.advice()).contains("SCAN");
    SlowCommand victim = analysis.slowest().getFirst();
    assertThat(victim.name()).isEqualTo("get");
    assertThat(victim.felt()).isEqualTo(300_002_000);
    assertThat(victim.reason())
        .isEqualTo("waited 300 ms behind KEYS of client 99 (127.0.0.1:40099)");
    assertThat(analysis.slowest())
        .filteredOn(s -> s.name().equals("keys"))
        .singleElement()
        .satisfies(s -> assertThat(s.reason()).isEqualTo("its own work"));
  }

  @Test
  void shouldNotBlameCommandForPauseInsideIt() {
    Scene scene = new Scene().busy(100, CLIENTS);
    long start = scene.now + 10_000;
    scene.begin().command("get", 80_000, 1).command("get", 2, 2).end(20).idle(8);
    scene.busy(100, CLIENTS).idle(500_000);
    scene.analyzer.jvmPause(scene.now, StallKind.GC, "MarkSweepCompact", start, 79_900);
    scene.analyzer.jvmPause(scene.now, StallKind.SAFEPOINT, "SerialCollect", start, 79_950);

    Analysis analysis = scene.finish();

    assertThat(analysis.findings()).hasSize(1);
    Finding first = analysis.findings().getFirst();
    assertThat(first.kind()).isEqualTo(FindingKind.GC_PAUSE);
    // The command itself, the one behind it and nine clients of the next turn but its own.
    assertThat(first.stolen()).isEqualTo(79_900_000L * (1 + 11));
    assertThat(analysis.slowest().getFirst().reason()).contains("garbage collection");
  }

  @Test
  void shouldCountThoseWhoWaitedForPauseWhileServerSlept() {
    Scene scene = new Scene().busy(10, CLIENTS);
    long start = scene.now + 1_000_000;
    scene.idle(61_010).busy(1, 4).idle(1_000_000);
    scene.analyzer.jvmPause(scene.now, StallKind.GC, "MarkSweepCompact", start, 60_000);

    Finding first = scene.finish().findings().getFirst();

    assertThat(first.kind()).isEqualTo(FindingKind.GC_PAUSE);
    assertThat(first.stolen()).isEqualTo(60_000_000L * 5);
  }

  @Test
  void shouldBlameExpiryInsideCron() {
    Scene scene = new Scene();
    for (int i = 0; i < 10; i++) {
      scene.busy(100, CLIENTS).begin();
      scene.command("get", 2, 1);
      scene.now += 1_000_000;
      scene.work(StallKind.EXPIRY, 24_000); // expire_cycle_keys
      scene.analyzer.work(scene.now, StallKind.EXPIRY, 24_000); // expire_cycle around it
      scene.now += 500_000;
      scene.analyzer.work(scene.now, StallKind.CRON, 25_500);
      scene.end(10).idle(8);
    }
    Analysis analysis = scene.busy(100, CLIENTS).finish();

    assertThat(analysis.findings()).hasSize(1);
    Finding first = analysis.findings().getFirst();
    assertThat(first.kind()).isEqualTo(FindingKind.MASS_EXPIRY);
    assertThat(first.sentence()).contains("10 times").contains("100 other requests waited");
    assertThat(analysis.turns().parts())
        .anySatisfy(
            p -> {
              assertThat(p.kind()).isEqualTo(StallKind.EXPIRY);
              assertThat(p.nanos()).isEqualTo(240_000_000);
            });
  }

  @Test
  void shouldBlameDeletionOfLargeValueAndNotItsUnlinking() {
    Scene scene = new Scene().busy(1000, CLIENTS);
    scene.analyzer.key(scene.now, KeyUse.DELETE, 0, "big", "string", 1 << 29);
    scene.begin().command("del", 9_000, 7).end(20).idle(8).busy(1000, CLIENTS);

    Finding first = scene.finish().findings().getFirst();

    assertThat(first.kind()).isEqualTo(FindingKind.LARGE_DELETE);
    assertThat(first.evidence()).contains("Largest value used by it: 512 MiB");
    assertThat(first.advice()).contains("UNLINK");

    Scene healthy = new Scene().busy(1000, CLIENTS);
    healthy.analyzer.key(healthy.now, KeyUse.DELETE, 0, "big", "string", 1 << 29);
    healthy.begin().command("unlink", 8, 7).end(20).idle(8);
    for (int i = 0; i < 200; i++) {
      healthy.begin().command("get", 2, 1).work(StallKind.LAZY_FREE, 500).end(10).idle(8);
    }
    assertThat(healthy.finish().findings()).isEmpty();
  }

  @Test
  void shouldBlameClientThatDoesNotRead() {
    Scene scene = new Scene().busy(100, CLIENTS);
    for (long pending = 300_000; pending < 40_000_000; pending *= 2) {
      scene.analyzer.outputPending(scene.now, 7, "127.0.0.1:40007", pending);
      scene.busy(10, CLIENTS);
    }
    Analysis analysis = scene.finish();

    assertThat(analysis.findings()).hasSize(1);
    Finding first = analysis.findings().getFirst();
    assertThat(first.kind()).isEqualTo(FindingKind.SLOW_READER);
    assertThat(first.sentence())
        .isEqualTo(
            "Client 7 (127.0.0.1:40007) does not read its replies: 36.6 MiB piled up in the server's"
                + " memory.");
  }

  @Test
  void shouldBlameClientThatFloods() {
    Scene scene = new Scene();
    for (int t = 0; t < 200; t++) {
      scene.begin();
      for (int i = 0; i < 2000; i++) {
        scene.command("set", 2, 66);
      }
      scene.command("get", 2, 1).command("get", 2, 2).end(20).idle(8);
    }
    Analysis analysis = scene.finish();

    assertThat(analysis.findings()).hasSize(1);
    Finding first = analysis.findings().getFirst();
    assertThat(first.kind()).isEqualTo(FindingKind.FLOOD);
    assertThat(first.subject()).startsWith("client 66 ");
    assertThat(analysis.clients().getFirst().client().id()).isEqualTo(66);
  }

  @Test
  void shouldNotCallPipelinesFlood() {
    Scene scene = new Scene();
    for (int t = 0; t < 2000; t++) {
      scene.begin();
      for (int c = 1; c <= 50; c++) {
        for (int i = 0; i < 16; i++) {
          scene.command("set", 1, c);
        }
      }
      scene.end(100).idle(8);
    }
    assertThat(scene.finish().findings()).isEmpty();
  }

  @Test
  void shouldBlameDebugSleep() {
    Scene scene = new Scene().idle(1_000_000);
    scene.begin().command("debug", 500_000, 3).end(20).idle(1_000_000);
    scene.begin().command("get", 2, 1).end(20);

    Analysis analysis = scene.finish();

    assertThat(analysis.findings()).hasSize(1);
    assertThat(analysis.findings().getFirst().kind()).isEqualTo(FindingKind.BLOCKING_DEBUG);
    assertThat(analysis.findings().getFirst().sentence())
        .isEqualTo("DEBUG held up the server for 500 ms; no other request was waiting then.");
  }

  @Test
  void shouldBlameMissingCpuAndNotTheCommandsItHit() {
    Scene scene = new Scene().busy(300, CLIENTS);
    for (int i = 0; i < 20; i++) {
      long from = scene.now;
      scene.busy(100, CLIENTS).begin().command("get", 2, 1).command("set", 28_000, 2);
      scene.command("get", 2, 3);
      scene.waitedOf(from, 29_000);
      scene.work(StallKind.CRON, 5).end(20).idle(8);
    }
    Analysis analysis = scene.finish();

    assertThat(analysis.findings()).hasSize(1);
    assertThat(analysis.findings().getFirst().kind()).isEqualTo(FindingKind.CPU_WAIT);
    assertThat(analysis.slowest().getFirst().cause()).isEqualTo(StallKind.CPU_WAIT);
  }

  @Test
  void shouldNotExcuseSlowCommandByLittleWaiting() {
    Scene scene = new Scene().busy(300, CLIENTS);
    long from = scene.now;
    scene.begin().command("keys", 300_000, 2).command("get", 2, 3);
    scene.waitedOf(from, 9_000);
    scene.work(StallKind.CRON, 5).end(20).idle(8).busy(100, CLIENTS);

    assertThat(scene.finish().findings().getFirst().kind()).isEqualTo(FindingKind.SLOW_COMMAND);
  }

  @Test
  void shouldBlameManyConnectionsAtOnce() {
    Scene scene = new Scene().busy(1000, CLIENTS);
    for (int t = 0; t < 300; t++) {
      scene.begin();
      for (int i = 0; i < 10; i++) {
        scene.idle(30).analyzer.accepted(scene.now, 1000 + t * 10 + i, "127.0.0.1:1");
      }
      scene.command("get", 2, 1).end(20).idle(8);
    }
    Analysis analysis = scene.busy(1000, CLIENTS).finish();

    assertThat(analysis.findings()).hasSize(1);
    Finding first = analysis.findings().getFirst();
    assertThat(first.kind()).isEqualTo(FindingKind.CONNECTION_STORM);
    assertThat(first.sentence()).startsWith("3,000 clients connected within");
  }

  @Test
  void shouldSayThatStandstillIsUnexplained() {
    Scene scene = new Scene().busy(1000, CLIENTS);
    scene.begin().command("get", 270_000, 1).command("get", 2, 2).end(20).idle(8);

    Finding first = scene.busy(100, CLIENTS).finish().findings().getFirst();

    assertThat(first.kind()).isEqualTo(FindingKind.UNEXPLAINED);
  }

  @Test
  void shouldBlameWritesOfTheAppendOnlyFileOnce() {
    Scene scene = new Scene().busy(100, CLIENTS);
    for (int i = 0; i < 5; i++) {
      scene.begin().command("set", 2, 1).work(StallKind.FSYNC, 120_000);
      scene.analyzer.work(scene.now, StallKind.AOF_WRITE, 120_000);
      scene.end(20).idle(8);
    }
    Analysis analysis = scene.finish();

    assertThat(analysis.findings()).hasSize(1);
    assertThat(analysis.findings().getFirst().kind()).isEqualTo(FindingKind.FSYNC);
  }

  @Test
  void shouldLookAtCommandsAloneWhenTurnsAreMissing() {
    Scene scene = new Scene(java.util.Set.of("valkey_commands:command_call"));
    for (int i = 0; i < 100; i++) {
      scene.command("get", 2, 0).idle(100);
    }
    scene.command("keys", 90_000, 0).command("get", 2, 0).command("get", 2, 0);

    Analysis analysis = scene.finish();

    Finding first = analysis.findings().getFirst();
    assertThat(first.subject()).isEqualTo("KEYS");
    assertThat(first.stolen()).isEqualTo(3 * 90_000_000L);
    assertThat(analysis.notes()).anyMatch(n -> n.warning() && n.text().contains("valkey_server:*"));
    assertThat(analysis.notes()).anyMatch(n -> n.text().contains("command_call_entry"));
  }
}
