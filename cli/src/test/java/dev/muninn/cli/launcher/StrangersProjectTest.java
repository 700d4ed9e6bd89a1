package dev.muninn.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.tracepoint.testing.Tools;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody else's project with the tracepoint library as {@code ./muninn install} puts it into a
 * local repository: one that has all of this machine's but Muninn itself.
 */
@Timeout(300)
class StrangersProjectTest {
  private static final String VERSION = "0.1.0";

  @TempDir private static Path directory = Path.of("");
  private static Path repository = Path.of("");
  private static String readme = "";

  @BeforeAll
  static void install() throws IOException, InterruptedException {
    Tools.assumeInstalled("mvn");
    readme = Files.readString(Path.of("../tracepoint/README.md"));
    repository = Files.createDirectory(directory.resolve("repository"));
    share(localRepository(), repository, "dev");
    run(Path.of(".."), "./muninn", "install");
  }

  private static Path localRepository() {
    String given = System.getProperty("localRepository");
    return given == null
        ? Path.of(System.getProperty("user.home"), ".m2", "repository")
        : Path.of(given);
  }

  /** Links to what is in a repository; of one directory to what is in it, but not to ours. */
  private static void share(Path from, Path to, String apart) throws IOException {
    try (Stream<Path> entries = Files.list(from)) {
      for (Path entry : entries.toList()) {
        String name = String.valueOf(entry.getFileName());
        if (name.equals(apart) && !apart.equals("muninn")) {
          share(entry, Files.createDirectory(to.resolve(name)), "muninn");
        } else if (!name.equals(apart)) {
          Files.createSymbolicLink(to.resolve(name), entry.toAbsolutePath());
        }
      }
    }
  }

  /** Links that JUnit would warn of. */
  @AfterAll
  static void unlink() throws IOException {
    try (Stream<Path> links = Files.find(repository, 2, (_, file) -> file.isSymbolicLink())) {
      for (Path link : links.toList()) {
        Files.delete(link);
      }
    }
  }

  private static void run(Path in, String... command) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("sh", "-c", "cd \"$0\" && exec \"$@\""));
    words.add(in.toAbsolutePath().normalize().toString());
    words.addAll(List.of(command));
    words.add("-Dmaven.repo.local=" + repository);
    Path output = directory.resolve("output");
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    // No limit but the test's: Maven may have plugins to fetch.
    int status = builder.redirectOutput(output.toFile()).start().waitFor();
    assertThat(status).as(Files.readString(output)).isZero();
  }

  private static Path jar() {
    return repository.resolve(
        "dev/muninn/muninn-tracepoint/" + VERSION + "/muninn-tracepoint-" + VERSION + ".jar");
  }

  /** The content of a file that the README prints. */
  private static String file(String name) {
    Matcher file =
        Pattern.compile(
                "<!-- file: " + Pattern.quote(name) + " -->\n```\\w+\n(.*?)```", Pattern.DOTALL)
            .matcher(readme);
    assertThat(file.find()).as(name).isTrue();
    return file.group(1);
  }

  /** A project around the README's snippet; warnings of its compiler are errors. */
  private static Path project(String name, String... files)
      throws IOException, InterruptedException {
    Matcher snippet =
        Pattern.compile("```xml\n(<dependency>.*?)(<plugin>.*?)```", Pattern.DOTALL)
            .matcher(readme);
    assertThat(snippet.find()).isTrue();
    Path project = Files.createDirectory(directory.resolve(name));
    String plugin =
        snippet
            .group(2)
            .replace(
                "<configuration>",
                "<configuration><showWarnings>true</showWarnings><compilerArgs>"
                    + "<arg>-Xlint:all,-processing</arg><arg>-Werror</arg></compilerArgs>");
    Files.writeString(
        project.resolve("pom.xml"),
        """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>com.acme</groupId>
          <artifactId>shop</artifactId>
          <version>1</version>
          <properties>
            <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
          </properties>
          <dependencies>%s</dependencies>
          <build><plugins>%s
            <plugin>
              <artifactId>maven-resources-plugin</artifactId>
              <version>3.3.1</version>
            </plugin>
          </plugins></build>
        </project>
        """
            .formatted(snippet.group(1), plugin));
    for (String file : files) {
      Path path = project.resolve("src/main/java").resolve(file);
      Files.createDirectories(path.resolveSibling("."));
      Files.writeString(path, file(file));
    }
    run(project, "mvn", "-B", "-ntp", "-q", "compile");
    return project.resolve("target/classes");
  }

  /** Starts the program, and stops it when it has printed its process id. */
  private static void assertRuns(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dmuninn.tracepoint.dir=" + directory.resolve("objects"));
    command.addAll(List.of(options));
    Path errors = directory.resolve("errors");
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    try (BufferedReader out = process.inputReader()) {
      assertThat(out.readLine())
          .as(() -> errors.toUri().toString())
          .isEqualTo(Long.toString(process.pid()));
    } finally {
      process.destroy();
      process.waitFor();
    }
    assertThat(errors).content().doesNotContain("WARNING", "Exception", "USDT");
  }

  @Test
  void shouldBuildAndRunOnTheClassPath() throws IOException, InterruptedException {
    Path classes = project("plain", "shop/ShopEvents.java", "shop/Shop.java");

    assertRuns("--enable-native-access=ALL-UNNAMED", "-cp", classes + ":" + jar(), "shop.Shop");
  }

  @Test
  void shouldBuildAndRunAsAModule() throws IOException, InterruptedException {
    Path classes = project("modular", "module-info.java", "shop/ShopEvents.java", "shop/Shop.java");

    assertRuns(
        "--enable-native-access=dev.muninn.tracepoint",
        "-p",
        classes + ":" + jar(),
        "-m",
        "shop/shop.Shop");
  }

  @Test
  void shouldRunAsAModuleWhereFlightRecorderIsAbsent() throws IOException, InterruptedException {
    Path classes = project("lean", "shop/ShopEvents.java", "shop/Shop.java");
    Path descriptor = directory.resolve("lean/src/main/java/module-info.java");
    Files.writeString(
        descriptor,
        file("module-info.java").replace("requires jdk.jfr", "requires static jdk.jfr"));
    run(directory.resolve("lean"), "mvn", "-B", "-ntp", "-q", "compile");

    assertRuns(
        "--enable-native-access=dev.muninn.tracepoint",
        "-p",
        classes + ":" + jar(),
        "--limit-modules",
        "java.base,shop,dev.muninn.tracepoint",
        "-m",
        "shop/shop.Shop");
  }

  @Test
  void shouldCarryItsLicenseAndItsModule() throws IOException {
    try (JarFile jar = new JarFile(jar().toFile())) {
      assertThat(jar.stream().map(entry -> entry.getName()))
          .contains("META-INF/LICENSE", "module-info.class")
          .contains("META-INF/services/javax.annotation.processing.Processor");
    }
    assertThat(repository.resolve("dev/muninn/muninn/" + VERSION + "/muninn-" + VERSION + ".pom"))
        .exists();
  }
}
