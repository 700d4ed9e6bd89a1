package dev.muninn.cli.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The README, whose commands are run as they stand there. */
public final class Readme {
  private static final Pattern BLOCK = Pattern.compile("```(\\w*)\\n(.*?)```", Pattern.DOTALL);

  private Readme() {}

  /** Code blocks of a section, without their fences. */
  public static List<String> blocks(String section) throws IOException {
    String readme = Files.readString(Path.of("../README.md"));
    int start = readme.indexOf("## " + section + "\n");
    if (start < 0) {
      throw new AssertionError("the README has no such section: name=" + section);
    }
    int end = readme.indexOf("\n## ", start);
    return BLOCK
        .matcher(readme.substring(start, end))
        .results()
        .map(block -> block.group(2))
        .toList();
  }
}
