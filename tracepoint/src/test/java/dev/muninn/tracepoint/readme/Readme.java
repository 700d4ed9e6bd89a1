package dev.muninn.tracepoint.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The blocks of README.md that a comment before them names. */
final class Readme {
  private static final Pattern BLOCK =
      Pattern.compile("<!-- (file|run): (\\S+) -->\n```\\w+\n(.*?)```\n", Pattern.DOTALL);

  private final Map<String, String> files = new LinkedHashMap<>();
  private final Map<String, String> scripts = new LinkedHashMap<>();

  Readme() throws IOException {
    Matcher block = BLOCK.matcher(Files.readString(Path.of("README.md")));
    while (block.find()) {
      (block.group(1).equals("file") ? files : scripts).put(block.group(2), block.group(3));
    }
  }

  /** The files by path. */
  Map<String, String> files() {
    return files;
  }

  /** A script by name. */
  String script(String name) {
    String script = scripts.get(name);
    if (script == null) {
      throw new IllegalArgumentException("no script in README.md: name=" + name);
    }
    return script;
  }
}
