package dev.muninn.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {
  private final Path dir;

  ConfigLoaderTest(@TempDir Path dir) {
    this.dir = dir;
  }

  private static Config load(String... args) throws ConfigException {
    return ConfigLoader.load(List.of(args), InputStream.nullInputStream());
  }

  private static String refused(String... args) {
    try {
      load(args);
    } catch (ConfigException e) {
      return e.text();
    }
    return "accepted";
  }

  private static String refusedText(String text) {
    try {
      ConfigLoader.parse("muninn.conf", text);
    } catch (ConfigException e) {
      return e.text();
    }
    return "accepted";
  }

  @Test
  void shouldLetTheCommandLineOverrideStandardInputAndTheFile() throws Exception {
    Path file = Files.writeString(dir.resolve("a.conf"), "port 1\ntimeout 1\nhz 50\n");
    Config config =
        ConfigLoader.load(
            List.of(file.toString(), "--port", "3", "-"),
            new ByteArrayInputStream("port 2\ntimeout 2\n".getBytes(StandardCharsets.US_ASCII)));

    assertThat(config.port).isEqualTo(3);
    assertThat(config.timeout).isEqualTo(2);
    assertThat(config.hz).isEqualTo(50);
    assertThat(config.file()).isEqualTo(file);
  }

  @Test
  void shouldAcceptTheShapesOfACommandLine() throws Exception {
    assertThat(load("--port 1").port).isEqualTo(1);
    assertThat(load("--save", "", "--port", "2").save).isEmpty();
    assertThat(load("--save", "--port", "2").save).isEmpty();
    assertThat(load("--save").save).isEmpty();
    assertThat(load("--save", "900 1", "--save", "60 2").get("save")).isEqualTo("900 1 60 2");
    assertThat(load("--bind", "127.0.0.1", "::1").bind).containsExactly("127.0.0.1", "::1");
    assertThat(load("--requirepass", "--secret").requirepass).isEqualTo("--secret");
    assertThat(load("--shutdown-on-sigint", "nosave force").get("shutdown-on-sigint"))
        .isEqualTo("nosave force");
  }

  @Test
  void shouldNamePlaceDirectiveValueAndWhatIsAllowed() {
    assertThat(refused("--port", "99999"))
        .isEqualTo("command line:1: port '99999': argument must be between 0 and 65535 inclusive");
    assertThat(refusedText("# x\n\n  maxmemory lots\n"))
        .isEqualTo("muninn.conf:3: maxmemory 'lots': argument must be a memory value");
    assertThat(refusedText("nonsense 1"))
        .isEqualTo("muninn.conf:1: 'nonsense': Bad directive or wrong number of arguments");
    assertThat(refusedText("port")).isEqualTo("muninn.conf:1: port '': wrong number of arguments");
    assertThat(refusedText("requirepass \"abc"))
        .isEqualTo("muninn.conf:1: 'requirepass': Unbalanced quotes in configuration line");
    assertThat(refusedText("requirepass a b"))
        .isEqualTo("muninn.conf:1: requirepass '(hidden)': wrong number of arguments");
    assertThat(refused("/no/such/file.conf"))
        .isEqualTo("can't open config file '/no/such/file.conf': no such file");
    assertThat(refusedText("cluster-enabled yes\nreplicaof a 1"))
        .isEqualTo("replicaof directive not allowed in cluster mode");
  }

  @Test
  void shouldRefuseWhatWouldLeaveADoorOpen() {
    assertThat(refusedText("user alice on >x +get")).contains("no access control lists");
    assertThat(refusedText("aclfile users.acl")).contains("no access control lists");
    assertThat(refusedText("user default on nopass sanitize-payload ~* &* +@all"))
        .isEqualTo("accepted");
    assertThat(refusedText("user default on nopass ~* &* +@all\nrequirepass x"))
        .startsWith("muninn.conf:1: user 'default': ");
    assertThat(
            refusedText(
                "user default on #2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
                    + " ~* &* +@all\nrequirepass x"))
        .isEqualTo("accepted");
  }

  @Test
  void shouldSayWhatThisVersionDoesNotDo() throws Exception {
    assertThat(ConfigLoader.parse("a", "save \"\"").notices()).isEmpty();
    assertThat(ConfigLoader.parse("a", "save \"\"\nmaxmemory-policy allkeys-lru").notices())
        .containsExactly(
            "maxmemory-policy allkeys-lru: this version evicts nothing: writes are refused when"
                + " maxmemory is reached");
    assertThat(ConfigLoader.parse("a", "save \"\"\nappendonly yes\ncluster-enabled yes").notices())
        .hasSize(2)
        .anyMatch(line -> line.startsWith("appendonly yes: ") && line.contains("NOT kept"))
        .anyMatch(line -> line.startsWith("cluster-enabled yes: "));
  }

  @Test
  void shouldReadQuotedValuesAsBytes() throws Exception {
    assertThat(ConfigLoader.parse("a", "requirepass \"a\\x00\\xff\\n\\\"b\"").requirepass)
        .isEqualTo("a\0\u00ff\n\"b");
    assertThat(ConfigLoader.parse("a", "requirepass 'a \\' \\n b'").requirepass)
        .isEqualTo("a ' \\n b");
    assertThat(refusedText("requirepass \"a\"b")).contains("Unbalanced quotes");
  }

  @Test
  void shouldIncludeFilesAndGlobsAndStopAtCircles() throws IOException {
    Path sub = Files.createDirectory(dir.resolve("conf.d"));
    Files.writeString(sub.resolve("10.conf"), "port 10\ntimeout 1");
    Files.writeString(sub.resolve("20.conf"), "port 20");
    Path main = dir.resolve("main.conf");
    Files.writeString(main, "port 1\ninclude " + sub + "/*.conf\nhz 20\n");
    assertThat(refused(main.toString())).isEqualTo("accepted");
    try {
      Config config = load(main.toString());
      assertThat(config.port).isEqualTo(20);
      assertThat(config.timeout).isEqualTo(1);
      assertThat(config.hz).isEqualTo(20);
    } catch (ConfigException e) {
      throw new AssertionError(e);
    }
    Files.writeString(main, "include " + sub + "/none*.conf\n");
    assertThat(refused(main.toString())).isEqualTo("accepted");
    Files.writeString(main, "include " + main);
    assertThat(refused(main.toString())).endsWith("nested deeper than 16");
  }

  @Test
  void shouldHandOnCommandRenames() throws Exception {
    assertThat(ConfigLoader.parse("a", "\nrename-command FLUSHALL \"\"").commandRenames())
        .containsExactly(new CommandRename("FLUSHALL", "", "a:2: "));
  }

  @Test
  void shouldForgetDirectivesOfOldVersions() {
    assertThat(refusedText("io-threads-do-reads yes\nlua-replicate-commands yes"))
        .isEqualTo("accepted");
  }
}
