package dev.muninn.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.client.Client;
import dev.muninn.server.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is repeated elsewhere of what commands do here. */
class EffectsTest {
  private static final long NOW = TestServer.START;

  private final TestServer server = new TestServer("--enable-debug-command", "yes");

  /** Each unit as one text: its commands, the database before each, in brackets when several. */
  private final List<String> units = new ArrayList<>();

  private final EffectSink sink = unit -> units.add(text(unit));

  @BeforeEach
  void listen() {
    propagation().add(sink);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private Propagation propagation() {
    return server.services().parts().get(Propagation.class);
  }

  private static String text(EffectUnit unit) {
    List<String> commands = new ArrayList<>();
    unit.forEach(
        (db, words) -> {
          StringBuilder command = new StringBuilder().append(db).append('>');
          for (int i = 0; i < words.count(); i++) {
            command.append(i == 0 ? "" : " ").append(words.get(i, new Slice()));
          }
          commands.add(command.toString());
        });
    assertThat(commands).hasSize(unit.size());
    String all = String.join("; ", commands);
    return unit.isTransaction() ? "[" + all + "]" : all;
  }

  /** What a request is repeated as; the present time of day stands as {@code NOW} in both. */
  private List<String> effects(String line) {
    units.clear();
    String request = line.replace("NOW", Long.toString(NOW));
    assertThat(server.run(request)).doesNotStartWith("-");
    return units.stream().map(text -> text.replace(Long.toString(NOW), "NOW")).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          set a 1                          | 0>set a 1
          SET a 1 NX                       |
          SET none 1 nx                    | 0>SET none 1 nx
          set a 1 xx                       | 0>set a 1 xx
          set a 1 keepttl                  | 0>set a 1 keepttl
          set a 1 px 100 nx                |
          set a 1 pxat NOW001              | 0>set a 1 pxat NOW001
          set a 1 get                      | 0>SET a 1
          set a 1 keepttl get xx           | 0>SET a 1 keepttl xx
          getset a 2                       | 0>SET a 2
          setnx a 2                        |
          setnx none 2                     | 0>setnx none 2
          mset a 1 b 2                     | 0>mset a 1 b 2
          msetnx a 1 b 2                   |
          append a x                       | 0>append a x
          setrange a 1 x                   | 0>setrange a 1 x
          incr n                           | 0>incr n
          decrby n 3                       | 0>decrby n 3
          incrbyfloat n 0.50               | 0>SET n 5.5 KEEPTTL
          get a                            |
          getex a                          |
          getex a persist                  |
          getex brief persist              | 0>PERSIST brief
          getdel a                         | 0>DEL a
          getdel none                      |
          del a none                       | 0>del a none
          del none                         |
          unlink a                         | 0>unlink a
          expire none 5                    |
          expire a 5 xx                    |
          pexpireat a NOW001               | 0>PEXPIREAT a NOW001
          persist brief                    | 0>persist brief
          persist a                        |
          rename a b                       | 0>rename a b
          copy a b                         | 0>copy a b
          move a 3                         | 0>move a 3
          swapdb 0 3                       | 0>swapdb 0 3
          flushdb                          | 0>flushdb
          flushall async                   | 0>flushall async
          touch a                          |
          select 3                         |
          config set slowlog-max-len 5     |
          """)
  void shouldRepeatWhatHasChanged(String line, String expected) {
    server.run("mset a hello n 5");
    server.run("set brief 1 px 1000");
    assertThat(effects(line)).isEqualTo(expected == null ? List.of() : List.of(expected));
  }

  @Test
  void shouldRepeatTimesToLiveAsTimesOfDay() {
    server.run("set a 1");
    assertThat(effects("set a 1 ex 100")).containsExactly("0>SET a 1 PXAT " + (NOW + 100_000));
    assertThat(effects("set a 1 px 100 get xx")).containsExactly("0>SET a 1 PXAT " + (NOW + 100));
    assertThat(effects("set a 1 exat 5000000000")).containsExactly("0>SET a 1 PXAT 5000000000000");
    assertThat(effects("setex a 100 2")).containsExactly("0>SET a 2 PXAT " + (NOW + 100_000));
    assertThat(effects("psetex a 100 2")).containsExactly("0>SET a 2 PXAT " + (NOW + 100));
    assertThat(effects("expire a 100")).containsExactly("0>PEXPIREAT a " + (NOW + 100_000));
    assertThat(effects("pexpire a 300 gt")).isEmpty();
    assertThat(effects("pexpire a 300 lt")).containsExactly("0>PEXPIREAT a " + (NOW + 300) + " lt");
    assertThat(effects("expireat a 5000000000")).containsExactly("0>PEXPIREAT a 5000000000000");
    assertThat(effects("getex a ex 100")).containsExactly("0>PEXPIREAT a " + (NOW + 100_000));
    assertThat(effects("getex a pxat 5000000000000"))
        .containsExactly("0>PEXPIREAT a 5000000000000");
  }

  @Test
  void shouldRepeatATimeToLiveThatIsOverAsDeletion() {
    for (String line : new String[] {"expire a 0", "getex a pxat 1", "set a 1 pxat 1"}) {
      server.run("config set lazyfree-lazy-expire no");
      server.run("set a 1");
      assertThat(effects(line)).as(line).containsExactly("0>DEL a");
      server.run("config set lazyfree-lazy-expire yes");
      server.run("set a 1");
      assertThat(effects(line)).as(line).containsExactly("0>UNLINK a");
      assertThat(effects(line)).as(line).isEmpty();
    }
  }

  @Test
  void shouldRepeatExpiryAsDeletionBeforeWhatFoundIt() {
    server.run("config set lazyfree-lazy-expire no");
    server.run("mset a 1 b 1");
    server.run("pexpire a 10");
    server.run("pexpire b 10");
    server.advance(11);
    assertThat(effects("get a")).containsExactly("0>DEL a");
    assertThat(effects("get a")).isEmpty();
    assertThat(effects("incr b")).containsExactly("[0>DEL b; 0>incr b]");
  }

  @Test
  void shouldRepeatActiveExpiryKeyByKey() {
    server.run("select 2");
    for (int i = 0; i < 3; i++) {
      server.run("set key" + i + " 1 px 10");
    }
    server.advance(11);
    units.clear();
    server.services().activeExpire().slowCycle(10, 1);
    assertThat(units).containsExactlyInAnyOrder("2>UNLINK key0", "2>UNLINK key1", "2>UNLINK key2");
  }

  @Test
  void shouldRepeatATransactionAsAWhole() {
    server.run("multi");
    server.run("set a 1 px 100");
    server.run("get a");
    server.run("select 2");
    server.run("incr b");
    assertThat(effects("exec")).containsExactly("[0>SET a 1 PXAT " + (NOW + 100) + "; 2>incr b]");
    server.run("multi");
    server.run("get b");
    assertThat(effects("exec")).isEmpty();
    server.run("multi");
    server.run("get b");
    server.run("incr b");
    server.run("del none");
    assertThat(effects("exec")).containsExactly("2>incr b");
  }

  @Test
  void shouldRepeatNothingOfACommandThatHasFailed() {
    server.run("set a x");
    units.clear();
    assertThat(server.run("incr a")).startsWith("-ERR");
    assertThat(server.run("expire a x")).startsWith("-ERR");
    assertThat(units).isEmpty();
  }

  @Test
  void shouldBeginAndEndWithTheSink() {
    propagation().remove(sink);
    assertThat(effects("set a 1")).isEmpty();
    List<String> others = new ArrayList<>();
    EffectSink other = unit -> others.add(text(unit));
    propagation().add(sink);
    propagation().add(other);
    assertThat(effects("set a 2")).containsExactly("0>set a 2");
    assertThat(others).containsExactly("0>set a 2");
    propagation().remove(sink);
    assertThat(effects("set a 3")).isEmpty();
    assertThat(others).containsExactly("0>set a 2", "0>set a 3");
  }

  @Test
  void shouldTellOfARequestHeldBackWhenItRuns() {
    Client other = server.connect();
    server.run("client pause 100 write");
    units.clear();
    server.run(other, "set a 1");
    assertThat(units).isEmpty();
    server.advance(100);
    server.turn();
    assertThat(units).containsExactly("0>set a 1");
  }
}
