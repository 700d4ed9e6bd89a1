package dev.muninn.server.command.introspection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.server.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommandCommandsTest {
  private final TestServer server = new TestServer();

  @AfterEach
  void close() {
    server.close();
  }

  /** Writes a reply as one line, so that it can be read. */
  private static String flat(String reply) {
    return reply.replaceAll("\\$\\d+\r\n", "").replace("\r\n", " ").trim();
  }

  @Test
  void shouldDescribeACommand() {
    assertThat(flat(server.run("COMMAND INFO GET")))
        .isEqualTo(
            "*1 *10 get :2 *2 +readonly +fast :1 :1 :1 *3 +@read +@string +@fast *0"
                + " *1 *6 flags *2 +RO +access"
                + " begin_search *4 type index spec *2 index :1"
                + " find_keys *4 type range spec *6 lastkey :0 keystep :1 limit :0 *0");
  }

  @Test
  void shouldDescribeSubcommandsUnderTheirContainer() {
    assertThat(flat(server.run("COMMAND INFO object")))
        .startsWith("*1 *10 object :-2 *0 :0 :0 :0 *1 +@slow *0 *0 *5 *10 object|encoding :3 *1");
    assertThat(flat(server.run("COMMAND INFO object|freq")))
        .startsWith("*1 *10 object|freq :3 *1 +readonly :2 :2 :1 *3 +@keyspace +@read +@slow");
    assertThat(server.run("COMMAND INFO object|none")).isEqualTo("*1\r\n$-1\r\n");
    assertThat(server.run("COMMAND INFO get|set")).isEqualTo("*1\r\n$-1\r\n");
  }

  @Test
  void shouldDocumentACommand() {
    assertThat(flat(server.run("COMMAND DOCS setnx none")))
        .isEqualTo(
            "*2 setnx *16 summary Stores a string under a key that does not exist. since 1.0.0"
                + " group string complexity O(1) doc_flags *1 +deprecated"
                + " deprecated_since 2.6.12 replaced_by `SET` with the `NX` argument"
                + " arguments *2"
                + " *8 name key type key display_text key key_spec_index :0"
                + " *6 name value type string display_text value");
  }

  @Test
  void shouldDocumentTokensAlternativesAndOptions() {
    server.resp3();
    assertThat(flat(server.run("COMMAND DOCS set")))
        .contains(
            "%5 name condition type oneof since 2.6.12 flags ~1 +optional arguments *2"
                + " %4 name nx type pure-token display_text nx token NX"
                + " %4 name xx type pure-token display_text xx token XX"
                + " %6 name get type pure-token display_text get token GET since 6.2.0"
                + " flags ~1 +optional"
                + " %4 name expiration type oneof flags ~1 +optional arguments *5"
                + " %5 name seconds type integer display_text seconds token EX since 2.6.12")
        .contains("history ~4 *2 2.6.12 New options");
    assertThat(flat(server.run("COMMAND DOCS mset")))
        .endsWith(
            "arguments *1 %4 name data type block flags ~1 +multiple arguments *2"
                + " %4 name key type key display_text key key_spec_index :0"
                + " %3 name value type string display_text value");
    assertThat(flat(server.run("COMMAND DOCS object")))
        .contains("subcommands %5 object|encoding %5 summary");
  }

  @Test
  void shouldDocumentAndListAll() {
    int count = server.commands().size();
    assertThat(server.run("COMMAND COUNT")).isEqualTo(":" + count + "\r\n");
    assertThat(server.run("COMMAND")).startsWith("*" + count + "\r\n*10\r\n");
    assertThat(server.run("COMMAND INFO")).isEqualTo(server.run("COMMAND"));
    assertThat(server.run("COMMAND DOCS")).startsWith("*" + 2 * count + "\r\n");
    assertThat(server.run("COMMAND LIST"))
        .startsWith("*" + server.commands().ids() + "\r\n")
        .contains("command|docs\r\n", "getrange\r\n");
  }

  @Test
  void shouldFilterTheList() {
    assertThat(flat(server.run("COMMAND LIST FILTERBY PATTERN *RANGE")))
        .contains("getrange", "setrange")
        .doesNotContain("append");
    assertThat(flat(server.run("COMMAND LIST FILTERBY ACLCAT STRING"))).contains("append");
    assertThat(server.run("COMMAND LIST FILTERBY ACLCAT none")).isEqualTo("*0\r\n");
    assertThat(server.run("COMMAND LIST filterby module m")).isEqualTo("*0\r\n");
    assertThat(server.run("COMMAND LIST FILTERBY NAME x")).isEqualTo("-ERR syntax error\r\n");
    assertThat(server.run("COMMAND LIST FILTERBY MODULE")).isEqualTo("-ERR syntax error\r\n");
  }
}
