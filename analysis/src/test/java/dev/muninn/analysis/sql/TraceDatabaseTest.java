package dev.muninn.analysis.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.analysis.ctf.Trace;
import dev.muninn.analysis.ctf.TraceException;
import dev.muninn.analysis.export.SampleTrace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceDatabaseTest {
  private static final long MEMORY = 256L << 20;

  @TempDir private Path directory = Path.of("");
  private TraceDatabase database;

  @BeforeEach
  void openDatabase() throws SqlException, IOException {
    database = TraceDatabase.open(MEMORY);
  }

  @AfterEach
  void closeDatabase() throws SqlException {
    database.close();
  }

  private long load(String name) throws IOException, TraceException, SqlException {
    try (Trace trace = Trace.open(SampleTrace.typical(directory.resolve(name)))) {
      return database.load(trace, name, progress -> {});
    }
  }

  private String csv(String query) throws SqlException, IOException {
    return csv(database, query);
  }

  private static String csv(TraceDatabase of, String query) throws SqlException, IOException {
    StringBuilder out = new StringBuilder();
    of.query(query, ResultFormat.CSV.to(out));
    return out.toString().replace("\r\n", "\n");
  }

  @Test
  void shouldShowCommandsWithTheirSenders() throws IOException, TraceException, SqlException {
    assertThat(load("a")).isEqualTo(12);
    database.createViews();

    assertThat(
            csv(
                "select time, name, duration_us, client_id, address, client_name, thread, turn"
                    + " from commands order by nanos"))
        .isEqualTo(
            """
            time,name,duration_us,client_id,address,client_name,thread,turn
            2023-11-14 22:13:20.002003,get,3,7,10.0.0.1:1234,app,100,1
            2023-11-14 22:13:20.0080009,keys,5000,8,10.0.0.2:99,"",100,2
            """
                .replace("20.0080009", "20.008"));
  }

  @Test
  void shouldShowTurnsAndStalls() throws IOException, TraceException, SqlException {
    load("a");
    database.createViews();

    assertThat(csv("select turn, duration_us from turns order by turn"))
        .isEqualTo("turn,duration_us\n1,7\n2,5001\n");
    assertThat(
            csv(
                "select event, detail, duration_us, start_nanos - "
                    + SampleTrace.OFFSET
                    + " as start, turn from stalls order by start_nanos"))
        .isEqualTo(
            """
            event,detail,duration_us,start,turn
            eventloop_cron,,3,2004000,1
            expire_cycle,,1,2005000,1
            gc_pause,Copy,2000,4000000,1
            """);
  }

  @Test
  void shouldShowBytesAsText() throws IOException, TraceException, SqlException {
    load("a");
    database.createViews();

    assertThat(csv("select key, size from events where event = 'key_read'"))
        .isEqualTo("key,size\nk\\x01,99\n");
  }

  @Test
  void shouldAskSeveralTracesAtOnce() throws IOException, TraceException, SqlException {
    load("a");
    load("b");
    database.createViews();

    assertThat(csv("select trace, count(*) as n from events group by trace order by trace"))
        .isEqualTo("trace,n\na,12\nb,12\n");
  }

  @Test
  void shouldAnswerTheSameFromParquet() throws IOException, TraceException, SqlException {
    load("a");
    database.createViews();
    Path file = directory.resolve("a.parquet");
    Path split = directory.resolve("split");
    database.writeParquet(file);
    database.writeParquetDirectory(split);
    String query =
        "select trace, time, name, duration_us, client_name, turn, nanos from commands order by 7";
    String expected = csv(query);

    for (Path path : new Path[] {file, split}) {
      try (TraceDatabase other = TraceDatabase.open(MEMORY)) {
        other.attachParquet(path);
        other.createViews();

        assertThat(csv(other, query)).isEqualTo(expected);
        assertThat(csv(other, "select count(*) as n from stalls")).isEqualTo("n\n3\n");
      }
    }
    try (Stream<Path> files = Files.list(split)) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .contains("valkey_commands.command_call.parquet", "jvm.gc_pause.parquet");
    }
  }

  @Test
  void shouldHaveTheViewsOfATraceWithoutEvents() throws SqlException, IOException {
    database.createViews();

    assertThat(csv("select count(*) as n from commands")).isEqualTo("n\n0\n");
  }

  @Test
  void shouldShowWhereAQueryIsWrong() throws SqlException {
    database.createViews();

    assertThatThrownBy(() -> csv("select\n  nonsense\nfrom commands"))
        .isInstanceOf(SqlException.class)
        .message()
        .startsWith("Binder Error: Referenced column \"nonsense\" not found in FROM clause!\n")
        .endsWith("\nLINE 2:   nonsense\n          ^");
  }

  @Test
  void shouldShowNoTablesButItsOwnViewsAndTheUsers()
      throws IOException, TraceException, SqlException {
    load("a");
    database.createViews();
    csv("create table mine (x integer)");
    String names = "name\ncommands\nevents\nmine\nstalls\nturns\n";

    assertThat(csv("show tables")).isEqualTo(names);
    assertThat(csv("select table_name as name from information_schema.tables order by 1"))
        .isEqualTo(names);
    assertThat(csv("select distinct table_name as name from information_schema.columns order by 1"))
        .isEqualTo(names);
    assertThat(csv("select name from (show all tables) order by 1")).isEqualTo(names);
    assertThat(csv("select tablename from pg_catalog.pg_tables")).isEqualTo("tablename\nmine\n");
    assertThat(
            csv(
                "select schema_name from information_schema.schemata"
                    + " where catalog_name = current_database()"))
        .isEqualTo("schema_name\nmain\n");
    assertThat(csv("select count(*) as n from events")).isEqualTo("n\n12\n");
  }

  @Test
  void shouldGiveEachColumnItsOwnName() throws SqlException, IOException {
    String query = "select 1 as a, 2 as a, 3 as a_1, 4 as a";
    StringBuilder json = new StringBuilder();
    database.query(query, ResultFormat.JSON.to(json));

    assertThat(csv(query)).isEqualTo("a,a_2,a_1,a_3\n1,2,3,4\n");
    assertThat(json).hasToString("[\n{\"a\": 1, \"a_2\": 2, \"a_1\": 3, \"a_3\": 4}\n]\n");
  }

  @Test
  void shouldRefuseParquetOfSomethingElse() throws SqlException, IOException {
    Path file = directory.resolve("other.parquet");
    csv("copy (select 1 as x) to '" + file + "' (format parquet)");

    assertThatThrownBy(() -> database.attachParquet(file))
        .isInstanceOf(SqlException.class)
        .hasMessage(file + ": not an export of a trace: columns=[x]");
  }

  @Test
  void shouldNotReachForTheNetwork() throws SqlException, IOException {
    assertThat(
            csv(
                "select name, value from duckdb_settings() where name in"
                    + " ('autoinstall_known_extensions', 'autoload_known_extensions',"
                    + " 'allow_community_extensions') order by name"))
        .isEqualTo(
            """
            name,value
            allow_community_extensions,false
            autoinstall_known_extensions,false
            autoload_known_extensions,false
            """);
  }

  @Test
  void shouldPrintATable() throws SqlException, IOException {
    StringBuilder out = new StringBuilder();
    database.query(
        "select 'a' as text, 12345 as number union all select 'longer', null order by 1",
        ResultFormat.TABLE.to(out));

    assertThat(out)
        .hasToString(
            """
            text    number
            ------  ------
            a        12345
            longer
            """);
  }

  @Test
  void shouldPrintJson() throws SqlException, IOException {
    StringBuilder out = new StringBuilder();
    database.query(
        "select 'a\"b' as text, 1.5 as number, null as nothing, true as yes",
        ResultFormat.JSON.to(out));

    assertThat(out)
        .hasToString(
            """
            [
            {"text": "a\\"b", "number": 1.5, "nothing": null, "yes": true}
            ]
            """);
  }
}
