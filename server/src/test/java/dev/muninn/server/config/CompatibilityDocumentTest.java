package dev.muninn.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/COMPATIBILITY.md tells of every directive what becomes of it, and of no other. */
class CompatibilityDocumentTest {
  private static final Pattern NAME = Pattern.compile("`([a-z0-9-]+)`");

  /** Words in that form which are no directives: values, a line of a file. */
  private static final Set<String> OTHERS = Set.of("auto", "nio", "epoll", "loadmodule", "tot-mem");

  @Test
  void shouldNameEveryDirective() throws IOException {
    String text = Files.readString(Path.of("../docs/COMPATIBILITY.md"));
    Set<String> told = new TreeSet<>();
    Matcher matcher = NAME.matcher(text.substring(text.indexOf("## Served")));
    while (matcher.find()) {
      if (Directives.find(matcher.group(1)) != null || !OTHERS.contains(matcher.group(1))) {
        told.add(matcher.group(1));
      }
    }
    Set<String> all =
        Directives.all().stream()
            .map(Directive::name)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(told).isEqualTo(all);
  }
}
