package dev.muninn.server.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads a configuration at start: a file, standard input, the command line, in this order; the last
 * word holds. Errors name the place, the line and what is allowed.
 */
public final class ConfigLoader {
  private static final int MAX_BYTES = 16 << 20;
  private static final int MAX_INCLUDE_DEPTH = 16;

  /** Directives of older versions that are read and forgotten. */
  private static final Set<String> FORGOTTEN =
      Set.of(
          "list-max-ziplist-entries",
          "list-max-ziplist-value",
          "lua-replicate-commands",
          "io-threads-do-reads");

  private final Config config;
  private final Set<Directive<?>> seen = new HashSet<>();
  private final List<Located> users = new ArrayList<>();
  private String place = "";
  private int depth;

  /** A line's words and where they stand. */
  private record Located(String place, List<String> words) {}

  private ConfigLoader(Config config) {
    this.config = config;
  }

  /**
   * The configuration that a command line asks for.
   *
   * @param args as given to the program: {@code [file] [-] [--name value ...]...}; {@code -} reads
   *     {@code input}
   * @throws ConfigException what is wrong and where, one line
   */
  public static Config load(List<String> args, InputStream input) throws ConfigException {
    Config config = new Config();
    ConfigLoader loader = new ConfigLoader(config);
    CommandLine line = CommandLine.parse(args);
    if (line.file() != null) {
      Path file = path(line.file()).toAbsolutePath().normalize();
      config.file = file;
      loader.readFile(file);
    }
    if (line.readsInput()) {
      loader.read("standard input", text(input));
    }
    loader.read("command line", line.directives());
    loader.checkTogether();
    return config;
  }

  /** Reads the text of a configuration file into a new configuration. */
  static Config parse(String source, String text) throws ConfigException {
    Config config = new Config();
    ConfigLoader loader = new ConfigLoader(config);
    loader.read(source, text);
    loader.checkTogether();
    return config;
  }

  private static Path path(String name) throws ConfigException {
    try {
      return Config.decodePath(name);
    } catch (InvalidPathException e) {
      throw new ConfigException("can't open config file '" + name + "': invalid path");
    }
  }

  private static String text(InputStream input) throws ConfigException {
    try {
      byte[] bytes = input.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new ConfigException("configuration longer than allowed: maxBytes=" + MAX_BYTES);
      }
      return new String(bytes, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new ConfigException("can't read configuration: " + e.getMessage());
    }
  }

  private void readFile(Path file) throws ConfigException {
    String text;
    try (InputStream in = Files.newInputStream(file)) {
      text = text(in);
    } catch (IOException e) {
      String reason = Files.exists(file) ? String.valueOf(e.getMessage()) : "no such file";
      throw new ConfigException("can't open config file '" + file + "': " + reason);
    }
    read(file.toString(), text);
  }

  private void read(String source, String text) throws ConfigException {
    int number = 0;
    for (String raw : text.lines().toList()) {
      number++;
      String line = raw.strip();
      if (line.isEmpty() || line.charAt(0) == '#') {
        continue;
      }
      place = source + ":" + number + ": ";
      String here = place;
      try {
        directive(line);
      } catch (ConfigException e) {
        throw new ConfigException(here + e.text());
      }
    }
  }

  private void directive(String line) throws ConfigException {
    List<String> words = Quoting.split(line);
    if (words == null) {
      throw new ConfigException(
          "'" + printable(firstWord(line)) + "': Unbalanced quotes in configuration line");
    }
    if (words.isEmpty()) {
      return;
    }
    String name = words.get(0).toLowerCase(Locale.ROOT);
    List<String> arguments = words.subList(1, words.size());
    Directive<?> directive = Directives.find(name);
    if (directive != null) {
      try {
        set(directive, arguments);
      } catch (ConfigException e) {
        String value = directive.sensitive ? "(hidden)" : String.join(" ", arguments);
        throw new ConfigException(directive.name + " '" + printable(value) + "': " + e.text());
      }
    } else if (!(FORGOTTEN.contains(name) && arguments.size() == 1)) {
      fileOnly(name, arguments);
    }
  }

  private <T> void set(Directive<T> directive, List<String> given) throws ConfigException {
    List<String> words = given;
    if (!directive.multiArg && words.size() != 1) {
      throw new ConfigException("wrong number of arguments");
    } else if (directive.multiArg && words.isEmpty() && !directive.mayBeBare) {
      throw new ConfigException("wrong number of arguments");
    } else if (directive.multiArg && words.size() == 1 && !words.get(0).isEmpty()) {
      List<String> inner = Quoting.split(words.get(0));
      if (inner == null) {
        throw new ConfigException("Unbalanced quotes in configuration line");
      }
      words = inner;
    }
    T before = config.value(directive);
    T value = directive.read(words, before);
    config.store(directive, seen.add(directive) ? value : directive.again(before, value));
  }

  private void fileOnly(String name, List<String> arguments) throws ConfigException {
    if (name.equals("include") && arguments.size() == 1) {
      include(arguments.get(0));
    } else if (name.equals("user") && !arguments.isEmpty()) {
      users.add(new Located(place, List.copyOf(arguments)));
    } else if (name.equals("rename-command") && arguments.size() == 2) {
      config.renames.add(new CommandRename(arguments.get(0), arguments.get(1), place));
    } else if (name.equals("loadmodule") && !arguments.isEmpty()) {
      throw new ConfigException(
          "loadmodule '" + printable(arguments.get(0)) + "': this version loads no modules");
    } else if (name.equals("sentinel")) {
      throw new ConfigException("sentinel directive while not in sentinel mode");
    } else {
      throw new ConfigException(
          "'" + printable(name) + "': Bad directive or wrong number of arguments");
    }
  }

  private void include(String pattern) throws ConfigException {
    if (depth == MAX_INCLUDE_DEPTH) {
      throw new ConfigException(
          "include '" + printable(pattern) + "': nested deeper than " + MAX_INCLUDE_DEPTH);
    }
    depth++;
    if (Glob.hasWildcard(pattern)) {
      for (Path file : expand(pattern)) {
        readFile(file);
      }
    } else {
      readFile(path(pattern));
    }
    depth--;
  }

  /** The files that match, in the order of their names; a directory of none is no error. */
  private static List<Path> expand(String pattern) throws ConfigException {
    Path path = path(pattern);
    Path name = path.getFileName();
    Path parent = path.getParent() == null ? Path.of("") : path.getParent();
    if (name == null || Glob.hasWildcard(parent.toString())) {
      throw new ConfigException(
          "include '" + printable(pattern) + "': wildcards are allowed in the file's name only");
    }
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(parent)) {
      try (DirectoryStream<Path> all = Files.newDirectoryStream(parent)) {
        for (Path file : all) {
          String fileName = String.valueOf(file.getFileName());
          boolean dotFile = fileName.startsWith(".") && !name.toString().startsWith(".");
          if (!dotFile && Glob.matchesExactCase(name.toString(), fileName)) {
            files.add(file);
          }
        }
      } catch (IOException e) {
        throw new ConfigException("include '" + printable(pattern) + "': " + e.getMessage());
      }
    }
    Collections.sort(files);
    return files;
  }

  /** What can be judged only when all is read. */
  private void checkTogether() throws ConfigException {
    for (Located user : users) {
      try {
        UserLine.check(user.words(), config);
      } catch (ConfigException e) {
        throw new ConfigException(user.place() + e.text());
      }
    }
    if (config.clusterEnabled && !String.valueOf(config.get("replicaof")).isEmpty()) {
      throw new ConfigException("replicaof directive not allowed in cluster mode");
    }
    if (!String.valueOf(config.get("aclfile")).isEmpty()) {
      // Going on would let in whom the file keeps out.
      throw new ConfigException("aclfile: this version has no access control lists");
    }
  }

  /** The rest may hold a password. */
  private static String firstWord(String line) {
    int end = 0;
    while (end < line.length() && !Quoting.isSpace(line.charAt(end))) {
      end++;
    }
    return line.substring(0, end);
  }

  /** Text fit for one line of a log. */
  private static String printable(String text) {
    String quoted = Quoting.quote(text.length() > 128 ? text.substring(0, 128) + "..." : text);
    return quoted.substring(1, quoted.length() - 1);
  }
}
