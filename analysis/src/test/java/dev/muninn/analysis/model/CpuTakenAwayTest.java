package dev.muninn.analysis.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * When waiting for a CPU is an illness, and when it is how a shared machine is: the conditions of
 * the stall lab, played to the microsecond.
 */
class CpuTakenAwayTest {
  private static final int CLIENTS = 10;

  /** Turns of one request each, woken 58 us late: 630 ms in all, a tenth of the time. */
  @Test
  void shouldNotBlameOrdinaryWakeUps() {
    for (boolean told : new boolean[] {true, false}) {
      Scene scene = new Scene();
      long requests = 0;
      while (requests < 10_747) {
        long from = scene.now;
        int slices = 0;
        for (; scene.now - from < 100_000_000 && requests < 10_747; requests++, slices++) {
          scene.idle(490).begin().command("get", 2, 1 + requests % CLIENTS);
          scene.work(StallKind.CRON, 3).end(20);
        }
        scene.waited(from, slices * 58L, told ? slices : 0, told ? 58 : 0, 0);
        scene.begin().work(StallKind.CRON, 3).end(1);
      }
      Analysis analysis = scene.finish();

      assertThat(analysis.commandCount()).isEqualTo(10_747);
      assertThat(analysis.findings()).as("lengths told: %s", told).isEmpty();
    }
  }

  /** Half a CPU of background load: a tick of the kernel, often. */
  @Test
  void shouldNotBlameWaitsOfOneTick() {
    Scene scene = new Scene();
    for (int i = 0; i < 500; i++) {
      scene.wokenLate(4_000, 0).busy(1, CLIENTS).busy(60, CLIENTS);
    }
    assertThat(scene.finish().findings()).isEmpty();
  }

  /** Pinned to one CPU: the compiler's and the recorder's threads take their turns. */
  @Test
  void shouldNotBlameServersOwnThreads() {
    Scene scene = new Scene();
    for (int i = 0; i < 1000; i++) {
      scene.wokenLate(i % 40 == 0 ? 14_000 : i % 4 == 0 ? 7_000 : 1_500, 0).busy(20, CLIENTS);
    }
    assertThat(scene.finish().findings()).isEmpty();
  }

  @Test
  void shouldBlameWaitsOfManyTicksBeforeTurns() {
    Scene scene = new Scene().busy(1000, CLIENTS);
    for (int i = 0; i < 100; i++) {
      scene.wokenLate(16_000, 0).busy(60, CLIENTS);
    }
    Analysis analysis = scene.busy(3000, CLIENTS).finish();

    assertThat(analysis.findings()).hasSize(1);
    Finding first = analysis.findings().getFirst();
    assertThat(first.kind()).isEqualTo(FindingKind.CPU_WAIT);
    assertThat(first.severity()).isEqualTo(Finding.Severity.HIGH);
    assertThat(first.sentence())
        .startsWith(
            "The server's main thread had to wait for a CPU: 1.60 s in 100 waits of 10.0 ms")
        .endsWith("1,000 requests were waiting then.");
    assertThat(first.evidence().getFirst()).contains("waited 16.0 ms before a turn of 10 requests");
  }

  @Test
  void shouldBlameLongWaitsWithinTurns() {
    Scene scene = new Scene().busy(1000, CLIENTS);
    for (int i = 0; i < 40; i++) {
      scene.begin().command("get", 2, 1).command("set", 30_002, 2).command("get", 2, 3);
      scene.waited(scene.turnBegin(), 30_000, 2, 29_000, 0);
      scene.work(StallKind.CRON, 5).end(20).idle(8).busy(300, CLIENTS);
    }
    Analysis analysis = scene.finish();

    assertThat(analysis.findings()).hasSize(1);
    assertThat(analysis.findings().getFirst().kind()).isEqualTo(FindingKind.CPU_WAIT);
    assertThat(analysis.slowest().getFirst().cause()).isEqualTo(StallKind.CPU_WAIT);
  }

  /** The whole trace is ill: then there is no quiet stretch to excuse it. */
  @Test
  void shouldBlameLongWaitsAllAlong() {
    Scene scene = new Scene();
    for (int i = 0; i < 200; i++) {
      scene.wokenLate(16_000, 0).busy(60, CLIENTS);
    }
    assertThat(scene.finish().findings())
        .singleElement()
        .satisfies(f -> assertThat(f.kind()).isEqualTo(FindingKind.CPU_WAIT));
  }

  /** A server that computes much shares the CPU tick by tick: nobody's turn is long by one wait. */
  @Test
  void shouldNotBlameManyTicksWithinLongTurns() {
    Scene scene = new Scene().busy(1000, CLIENTS);
    for (int i = 0; i < 20; i++) {
      scene.begin().command("get", 2, 1).command("get", 44_000, 7).command("get", 2, 3);
      scene.waited(scene.turnBegin(), 40_000, 10, 4_000, 0);
      scene.work(StallKind.CRON, 5).end(20).idle(8).busy(1000, CLIENTS);
    }
    assertThat(scene.finish().findings()).isEmpty();
  }

  /** Short by their own work, and long only because they were kept from it. */
  @Test
  void shouldNotBlameRareWorkThatHadToWait() {
    Scene scene = new Scene().busy(1000, CLIENTS);
    for (int i = 0; i < 4; i++) {
      scene.begin().command("info", 66_000, 9).work(StallKind.CRON, 5);
      scene.waited(scene.turnBegin(), 62_000, 20, 3_100, 40_000).end(20).busy(500, CLIENTS);
      scene.begin().command("get", 2, 1).work(StallKind.LAZY_FREE, 88_000);
      scene.analyzer.work(scene.now, StallKind.CRON, 88_010);
      scene.waited(scene.turnBegin(), 86_000, 40, 2_100, 60_000).end(20).busy(500, CLIENTS);
    }
    assertThat(scene.finish().findings()).isEmpty();
  }

  /** Waits for which no request waited. */
  @Test
  void shouldNotCountWaitsOutsideTurnsOfRequests() {
    Scene scene = new Scene().busy(1000, CLIENTS);
    for (int i = 0; i < 100; i++) {
      scene.idle(50_000).wokenLate(40_000, 0);
      scene.begin().work(StallKind.CRON, 40).end(1);
    }
    assertThat(scene.busy(1000, CLIENTS).finish().findings()).isEmpty();
  }

  /** A neighbour now and then, in quiet stretches too, is how this server lives. */
  @Test
  void shouldNotBlameWhatQuietStretchesShow() {
    Scene scene = new Scene();
    for (int i = 0; i < 60; i++) {
      scene.wokenLate(14_000, 0).busy(2500, CLIENTS);
    }
    assertThat(scene.finish().findings()).isEmpty();
  }

  /** Slowed to a quarter: throttled nearly all the time. */
  @Test
  void shouldNotBlameQuotaAndTellIt() {
    Scene scene = new Scene();
    for (int i = 0; i < 200; i++) {
      scene.wokenLate(15_000, 15_000).busy(10, CLIENTS);
      scene.begin().command("get", 2, 1).command("set", 24_002, 2);
      scene.waited(scene.turnBegin(), 24_000, 2, 23_000, 24_000);
      scene.work(StallKind.CRON, 5).end(20).idle(8);
    }
    Analysis analysis = scene.finish();

    assertThat(analysis.findings()).isEmpty();
    assertThat(analysis.slowest().getFirst().cause()).isEqualTo(StallKind.QUOTA);
    assertThat(analysis.notes())
        .anyMatch(
            n -> n.warning() && n.text().contains("CPU quota") && n.text().contains("7.80 s"));
  }

  @Test
  void shouldBlameNeighboursOfThrottledServer() {
    Scene scene = new Scene();
    for (int i = 0; i < 100; i++) {
      scene.wokenLate(3_000, 3_000).busy(10, CLIENTS);
    }
    for (int i = 0; i < 100; i++) {
      scene.wokenLate(21_000, 3_000).busy(10, CLIENTS);
    }
    assertThat(scene.finish().findings())
        .singleElement()
        .satisfies(f -> assertThat(f.kind()).isEqualTo(FindingKind.CPU_WAIT));
  }

  /** Neighbours make everything longer; what held requests up by itself stays first. */
  @Test
  void shouldRankByDelayOfRequests() {
    Scene scene = new Scene();
    for (int i = 0; i < 3; i++) {
      scene.busy(2000, CLIENTS).wokenLate(60_000, 0).busy(100, CLIENTS);
      scene.begin().command("keys", 300_000, 99).command("get", 2, 2);
      scene.waited(scene.turnBegin(), 90_000, 22, 4_000, 0);
      scene.work(StallKind.CRON, 5).end(20).idle(8).busy(100, CLIENTS);
    }
    Analysis analysis = scene.finish();

    assertThat(analysis.findings().getFirst().kind()).isEqualTo(FindingKind.SLOW_COMMAND);
    assertThat(analysis.findings().getFirst().sentence()).startsWith("KEYS held up the server 3");
  }

  /** wait / (wait + run): turns run 30 ms beside 10 ms of waiting. */
  @Test
  void shouldTellShareOfTimeItWantedToRun() {
    Scene scene = new Scene().busy(1, 1);
    for (int i = 0; i < 100; i++) {
      scene.wokenLate(10_000, 0).begin();
      for (int c = 0; c < 100; c++) {
        scene.command("get", 300, c);
      }
      scene.end(0);
    }
    assertThat(scene.finish().findings().getFirst().sentence())
        .contains("25 % of the time it wanted to run");
  }
}
