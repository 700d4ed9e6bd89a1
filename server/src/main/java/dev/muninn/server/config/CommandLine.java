package dev.muninn.server.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command line taken apart.
 *
 * @param file the configuration file, or null
 * @param readsInput whether {@code -} asked for standard input
 * @param directives the options as lines of a configuration file
 */
record CommandLine(@Nullable String file, boolean readsInput, String directives) {
  static CommandLine parse(List<String> args) {
    int at = 0;
    String file = null;
    if (!args.isEmpty() && !args.get(0).startsWith("-")) {
      file = args.get(0);
      at = 1;
    }
    boolean readsInput = false;
    boolean nameMayFollow = true;
    StringBuilder lines = new StringBuilder();
    for (int i = at; i < args.size(); i++) {
      String arg = args.get(i);
      boolean last = i == args.size() - 1;
      if (arg.equals("-") && (i == 0 || last)) {
        readsInput = true;
      } else if (nameMayFollow && arg.startsWith("--")) {
        if (!lines.isEmpty()) {
          lines.append('\n');
        }
        lines.append(arg.substring(2)).append(' ');
        List<String> words = Quoting.split(arg);
        nameMayFollow = words == null || words.size() != 1;
        boolean optionFollows = !last && args.get(i + 1).startsWith("--");
        if (arg.equalsIgnoreCase("--save") && (last || optionFollows)) {
          // An empty list of save points, from a script that had none to give.
          lines.append("\"\"");
          nameMayFollow = true;
        }
      } else {
        lines.append(Quoting.quote(arg)).append(' ');
        nameMayFollow = true;
      }
    }
    return new CommandLine(file, readsInput, lines.toString());
  }
}
