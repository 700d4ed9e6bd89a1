package dev.muninn.server.command.transaction;

import static dev.muninn.server.testing.TestServer.lines;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.server.client.Client;
import dev.muninn.server.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransactionCommandsTest {
  private static final String OK = "+OK\r\n";
  private static final String QUEUED = "+QUEUED\r\n";
  private static final String NOT_ALLOWED = "-ERR Command not allowed inside a transaction\r\n";
  private static final String ABORTED =
      "-EXECABORT Transaction discarded because of previous errors.\r\n";

  private final TestServer server = new TestServer("--enable-debug-command", "yes");
  private final Client other = server.connect();

  @AfterEach
  void close() {
    server.close();
  }

  private String run(String line) {
    return server.run(line);
  }

  private String other(String line) {
    return server.run(other, line);
  }

  private void queue(String... lines) {
    assertThat(run("multi")).isEqualTo(OK);
    for (String line : lines) {
      assertThat(run(line)).isEqualTo(QUEUED);
    }
  }

  @Test
  void shouldRunWhatWasQueuedAndReplyWithAllOfItAtOnce() {
    queue("set a 1", "incr a", "mget a b", "incrby a x", "get a");
    assertThat(other("get a")).isEqualTo("$-1\r\n");
    assertThat(run("exec"))
        .isEqualTo(
            lines("*5 +OK :2 *2 $1 2 $-1")
                + "-ERR value is not an integer or out of range\r\n"
                + lines("$1 2"));
    assertThat(run("exec")).isEqualTo("-ERR EXEC without MULTI\r\n");
    assertThat(run("get a")).isEqualTo("$1\r\n2\r\n");
  }

  @Test
  void shouldRunAnEmptyTransaction() {
    queue();
    assertThat(run("exec")).isEqualTo("*0\r\n");
  }

  @Test
  void shouldDiscard() {
    queue("set a 1");
    assertThat(run("discard")).isEqualTo(OK);
    assertThat(run("get a")).isEqualTo("$-1\r\n");
    assertThat(run("discard")).isEqualTo("-ERR DISCARD without MULTI\r\n");
  }

  @Test
  void shouldRefuseWhatATransactionMayNotContain() {
    for (String line : new String[] {"multi", "watch a", "client reply off", "trace start x"}) {
      queue("set a 1");
      assertThat(run(line)).isEqualTo(NOT_ALLOWED);
      assertThat(run("exec")).isEqualTo(ABORTED);
    }
    assertThat(run("get a")).isEqualTo("$-1\r\n");
  }

  @Test
  void shouldAbortAfterAnErrorWhileQueueing() {
    queue("set a 1");
    assertThat(run("nothing x")).startsWith("-ERR unknown command 'nothing'");
    assertThat(run("set b 1")).isEqualTo(QUEUED);
    assertThat(run("exec")).isEqualTo(ABORTED);
    queue("set a 1");
    assertThat(run("get")).isEqualTo("-ERR wrong number of arguments for 'get' command\r\n");
    assertThat(run("exec")).isEqualTo(ABORTED);
    queue("set a 1");
    assertThat(run("get")).startsWith("-ERR wrong number");
    assertThat(run("discard")).isEqualTo(OK);
    assertThat(run("mget a b")).isEqualTo(lines("*2 $-1 $-1"));
  }

  @Test
  void shouldAbortWhenExecItselfIsRefused() {
    queue("set a 1");
    assertThat(run("exec now"))
        .isEqualTo(
            "-EXECABORT Transaction discarded because of: wrong number of arguments for 'exec'"
                + " command\r\n");
    assertThat(run("get a")).isEqualTo("$-1\r\n");
    queue("set a 1");
    other("config set maxmemory 1");
    assertThat(run("exec"))
        .isEqualTo(
            "-EXECABORT Transaction discarded because of: OOM command not allowed when used"
                + " memory > 'maxmemory'.\r\n");
    queue("get a");
    assertThat(run("set a 1"))
        .isEqualTo("-OOM command not allowed when used memory > 'maxmemory'.\r\n");
    assertThat(run("exec")).isEqualTo(ABORTED);
    queue("get a");
    assertThat(run("exec")).isEqualTo(lines("*1 $-1"));
  }

  @Test
  void shouldHoldATransactionThatWritesWhileWritesArePaused() {
    queue("set a 1");
    other("client pause 100 write");
    assertThat(run("exec")).isEmpty();
    server.advance(100);
    server.turn();
    assertThat(server.take(server.client())).isEqualTo(lines("*1 +OK"));
    queue("get a");
    other("client pause 100 write");
    assertThat(run("exec")).isEqualTo(lines("*1 $1 1"));
  }

  @Test
  void shouldNotRunWhenAWatchedKeyHasChanged() {
    for (String change :
        new String[] {"set a 2", "del a", "expire a 100", "append a x", "rename a b", "flushall"}) {
      run("set a 1");
      assertThat(run("watch x a y")).isEqualTo(OK);
      other(change);
      assertThat(run("client info")).contains(" flags=d ").contains(" watch=0 ");
      queue("set a 5");
      assertThat(run("exec")).isEqualTo("*-1\r\n");
      assertThat(other("get a")).isNotEqualTo("$1\r\n5\r\n");
      queue("ping");
      assertThat(run("exec")).isEqualTo(lines("*1 +PONG"));
    }
  }

  @Test
  void shouldRunWhenOnlyOtherKeysHaveChanged() {
    run("set a 1");
    run("watch a");
    other("set b 1");
    other("get a");
    other("del c");
    other("select 1");
    other("set a 2");
    queue("get a");
    assertThat(run("exec")).isEqualTo(lines("*1 $1 1"));
    other("select 0");
    other("set a 2"); // watched no more
    queue("get a");
    assertThat(run("exec")).isEqualTo(lines("*1 $1 2"));
  }

  @Test
  void shouldSeeItsOwnChangesToo() {
    run("watch a");
    run("set a 1");
    queue("get a");
    assertThat(run("exec")).isEqualTo("*-1\r\n");
  }

  @Test
  void shouldReplyWithTheNullOfRespThree() {
    server.resp3();
    run("watch a");
    other("set a 1");
    queue("get a");
    assertThat(run("exec")).isEqualTo("_\r\n");
  }

  @Test
  void shouldForgetWatchesByUnwatchAndDiscardAndExec() {
    run("watch a");
    other("set a 1");
    assertThat(run("unwatch")).isEqualTo(OK);
    queue("ping");
    assertThat(run("exec")).isEqualTo(lines("*1 +PONG"));
    run("watch a");
    other("set a 2");
    queue("ping");
    run("discard");
    queue("ping");
    assertThat(run("exec")).isEqualTo(lines("*1 +PONG"));
    run("watch a");
    queue("unwatch");
    other("set a 3");
    assertThat(run("exec")).isEqualTo("*-1\r\n");
  }

  @Test
  void shouldNotRunWhenAWatchedKeyHasExpired() {
    run("set a 1 px 100");
    run("watch a");
    server.advance(101);
    queue("ping");
    assertThat(run("exec")).isEqualTo("*-1\r\n");
    run("set a 1 px 100");
    run("watch a");
    server.advance(101);
    other("get a"); // which deletes it
    queue("ping");
    assertThat(run("exec")).isEqualTo("*-1\r\n");
  }

  @Test
  void shouldTakeAKeyThatWasOverWhenWatchedForNone() {
    String[] nothings = {"ping", "get a", "flushall", "swapdb 0 1"};
    for (String nothing : nothings) {
      run("debug set-active-expire 0");
      run("set a 1 px 100");
      server.advance(101);
      run("watch a");
      other(nothing);
      queue("ping");
      assertThat(run("exec")).isEqualTo(lines("*1 +PONG"));
      other("flushall");
    }
    run("set a 1 px 100");
    server.advance(101);
    run("watch a");
    other("get a");
    other("set a 2");
    queue("ping");
    assertThat(run("exec")).isEqualTo("*-1\r\n");
  }

  @Test
  void shouldSeeKeysComeAndGoByFlushingAndSwapping() {
    run("watch a");
    other("flushall");
    queue("ping");
    assertThat(run("exec")).isEqualTo(lines("*1 +PONG"));
    run("set a 1");
    run("watch a");
    other("flushdb");
    queue("ping");
    assertThat(run("exec")).isEqualTo("*-1\r\n");
    run("set a 1");
    run("watch a");
    other("swapdb 0 1");
    queue("ping");
    assertThat(run("exec")).isEqualTo("*-1\r\n");
    run("watch a");
    other("swapdb 0 1");
    queue("ping");
    assertThat(run("exec")).isEqualTo("*-1\r\n");
    run("watch b");
    other("swapdb 0 1");
    queue("ping");
    assertThat(run("exec")).isEqualTo(lines("*1 +PONG"));
  }

  @Test
  void shouldTakeAKeySwappedInThatIsOverForNone() {
    run("select 1");
    run("set a 1 px 100");
    run("select 0");
    server.advance(101);
    run("watch a");
    other("swapdb 0 1");
    queue("ping");
    assertThat(run("exec")).isEqualTo(lines("*1 +PONG"));
    run("set b 1 px 100");
    server.advance(101);
    run("select 1");
    run("set b 1 px 50");
    run("select 0");
    server.advance(101);
    run("watch b");
    other("swapdb 0 1");
    queue("ping");
    assertThat(run("exec")).isEqualTo(lines("*1 +PONG"));
  }

  @Test
  void shouldShowWhatIsQueuedAndWatchedAndForgetItAfterwards() {
    assertThat(run("client info")).contains(" multi=-1 ", " watch=0 ", " multi-mem=0 ");
    run("watch a b a");
    assertThat(other("client list id 1")).contains(" watch=2 ").doesNotContain(" multi-mem=0 ");
    assertThat(other("info clients")).contains("watching_clients:1\r\n", "total_watched_keys:2");
    queue("set a 1", "get a");
    assertThat(other("client list id 1")).contains(" flags=x ", " multi=2 ");
    run("exec");
    assertThat(run("client info")).contains(" flags=N ", " multi=-1 ", " watch=0 ");
    assertThat(run("client info")).contains(" multi-mem=0 ");
    queue("set a 1");
    run("discard");
    assertThat(run("client info")).contains(" multi-mem=0 ");
  }

  @Test
  void shouldKeepNothingForATransactionThatHasFailed() {
    queue("set a " + "x".repeat(10_000));
    run("nothing");
    assertThat(other("client list id 1")).contains(" multi=0 ", " multi-mem=0 ");
    assertThat(run("set b " + "x".repeat(10_000))).isEqualTo(QUEUED);
    assertThat(other("client list id 1")).contains(" multi=0 ", " multi-mem=0 ");
    run("discard");
    run("watch a");
    queue("set a " + "x".repeat(10_000));
    other("set a 1");
    assertThat(other("client list id 1"))
        .contains(" flags=xd ", " multi=0 ", " multi-mem=0 ", " watch=0 ");
  }

  @Test
  void shouldForgetTheTransactionOfAClientThatGoes() {
    Client third = server.connect();
    server.run(third, "watch a b c");
    server.run(third, "multi");
    server.run(third, "set a 1");
    server.disconnect(third);
    other("set a 1");
    assertThat(other("info clients")).contains("watching_clients:0\r\n");
  }

  @Test
  void shouldResetWithinATransaction() {
    run("watch a");
    queue("set a 1");
    assertThat(run("reset")).isEqualTo("+RESET\r\n");
    assertThat(run("get a")).isEqualTo("$-1\r\n");
    assertThat(run("client info")).contains(" flags=N ", " watch=0 ", " multi=-1 ");
  }

  @Test
  void shouldCloseByQuitWithinATransaction() {
    queue("set a 1");
    assertThat(run("quit")).isEqualTo(OK);
  }

  @Test
  void shouldSelectAndChangeTheProtocolWithin() {
    queue("set a 0", "select 3", "set a 3", "hello 3", "get b");
    String reply = run("exec");
    assertThat(reply).startsWith(lines("*5 +OK +OK +OK %7")).endsWith("_\r\n");
    assertThat(run("get a")).isEqualTo("$1\r\n3\r\n");
    assertThat(run("client info")).contains(" db=3 ", " resp=3 ");
  }

  @Test
  void shouldSendMessagesBehindTheReplyOfWhatCausedThem() {
    server.resp3();
    run("subscribe a");
    String message = ">3\r\n$7\r\nmessage\r\n$1\r\na\r\n$1\r\nx\r\n";
    assertThat(run("publish a x")).isEqualTo(":1\r\n" + message);
    queue("publish a x", "ping", "publish a x", "subscribe b");
    assertThat(run("exec"))
        .isEqualTo(lines("*4 :1 +PONG :1") + lines(">3 $9 subscribe $1 b :2") + message + message);
    queue("incr x");
    other("publish a x"); // the client has no command running: at once
    assertThat(server.take(server.client())).isEqualTo(message);
    assertThat(run("exec")).isEqualTo(lines("*1 :1"));
  }

  @Test
  void shouldCountAndLogTheCommandsWithin() {
    server.ticking();
    run("config set slowlog-log-slower-than 0");
    run("slowlog reset");
    run("config resetstat");
    queue("set a 1", "incr b", "incrby a x");
    run("exec");
    String stats = run("info commandstats");
    assertThat(stats).contains("cmdstat_set:calls=1,", "cmdstat_incr:calls=1,");
    assertThat(stats).containsPattern("cmdstat_incrby:calls=1,.*rejected_calls=0,failed_calls=1");
    assertThat(stats).containsPattern("cmdstat_exec:calls=1,.*rejected_calls=0,failed_calls=0");
    String slow = run("slowlog get 10");
    assertThat(slow).contains(lines("*3 $6 incrby $1 a $1 x"), lines("*3 $3 set $1 a $1 1"));
    assertThat(slow).doesNotContain("$4\r\nexec\r\n");
    assertThat(slow.indexOf("incrby")).isLessThan(slow.indexOf("$3\r\nset"));
  }

  @Test
  void shouldSeeOneTimeFromItsStartToItsEnd() {
    run("set first 1 pxat " + (TestServer.START + 10));
    queue("set a 1 px 100", "pttl a", "exists first", "pttl a");
    server.advanceAtEachReading(3);
    // To run and to measure four commands takes longer than the key has left.
    assertThat(run("exec")).isEqualTo(lines("*4 +OK :100 :1 :100"));
  }

  @Test
  void shouldKeepTheClientsLastCommandAndMarkNoAccessForIt() {
    queue("get a", "touch a");
    run("exec");
    assertThat(other("client list id 1")).contains(" cmd=exec ");
  }
}
