package dev.muninn.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.server.bytes.Buffer;
import dev.muninn.server.client.ClientFlag;
import dev.muninn.server.resp.ReplyPool;
import dev.muninn.server.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A command that fails in the midst of its reply. */
class FailedCommandTest {
  private static final String ERROR = "-ERR internal error: command=mget\r\n";

  private final TestServer server = new TestServer();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void shouldTakeBackTheAggregateThatItHasBegun() {
    server.call("set", "a", "1");
    assertThat(server.callWithBrokenArgument("mget", "a", "a")).isEqualTo(ERROR);
    assertThat(server.call("mget", "a")).isEqualTo("*1\r\n$1\r\n1\r\n");
    assertThat(server.warnings())
        .singleElement()
        .asString()
        .startsWith("Command failed: name=mget ");
  }

  @Test
  void shouldTakeBackAReplyOfManyChunksAndKeepWhatPrecedesIt() {
    String value = "x".repeat(3 * ReplyPool.CHUNK);
    server.call("set", "a", value);
    server.client().reply().bulk("before");
    Buffer chunk = server.client().output().chunk(0);
    server.client().output().advance(4); // a part of what precedes has been sent
    assertThat(chunk.readable()).isEqualTo(8);
    assertThat(server.callWithBrokenArgument("mget", "a", "a")).isEqualTo("before\r\n" + ERROR);
  }

  @Test
  void shouldStaySilentWhenTheReplyIsMuted() {
    server.call("set", "a", "1");
    server.client().set(ClientFlag.REPLY_OFF);
    assertThat(server.callWithBrokenArgument("mget", "a")).isEmpty();
    server.client().clear(ClientFlag.REPLY_OFF);
    assertThat(server.call("get", "a")).isEqualTo("$1\r\n1\r\n");
    assertThat(server.warnings())
        .singleElement()
        .asString()
        .startsWith("Command failed: name=mget ");
  }

  @Test
  void shouldCountAsFailed() {
    server.callWithBrokenArgument("mget");
    assertThat(server.call("info", "commandstats"))
        .contains("cmdstat_mget:calls=1,")
        .contains("rejected_calls=0,failed_calls=1");
  }
}
