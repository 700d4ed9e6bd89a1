package dev.muninn.server.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The directives whose value is a list or has a syntax of its own. */
final class ListDirectives {
  private ListDirectives() {}

  /** No words, or one empty word, which is how a file says none. */
  private static boolean none(List<String> words) {
    return words.isEmpty() || (words.size() == 1 && words.get(0).isEmpty());
  }

  static final class Save extends Directive<List<SavePoint>> {
    Save(String name) {
      super(
          name, List.of(new SavePoint(3600, 1), new SavePoint(300, 100), new SavePoint(60, 10000)));
      multiArg = true;
      mayBeBare = true;
    }

    @Override
    List<SavePoint> parse(List<String> words, List<SavePoint> current) throws ConfigException {
      if (none(words)) {
        return List.of();
      }
      ConfigException invalid = new ConfigException("Invalid save parameters");
      if (words.size() % 2 != 0) {
        throw invalid;
      }
      List<SavePoint> points = new ArrayList<>();
      for (int i = 0; i < words.size(); i += 2) {
        if (!NumberDirective.isDecimal(words.get(i))
            || !NumberDirective.isDecimal(words.get(i + 1))) {
          throw invalid;
        }
        long seconds = Long.parseLong(words.get(i));
        long changes = Long.parseLong(words.get(i + 1));
        if (seconds < 1 || changes < 0 || changes > Integer.MAX_VALUE) {
          throw invalid;
        }
        points.add(new SavePoint(seconds, (int) changes));
      }
      return List.copyOf(points);
    }

    @Override
    List<SavePoint> again(List<SavePoint> before, List<SavePoint> value) {
      if (value.isEmpty()) {
        return value;
      }
      List<SavePoint> all = new ArrayList<>(before);
      all.addAll(value);
      return List.copyOf(all);
    }

    @Override
    String format(List<SavePoint> value) {
      List<String> words = new ArrayList<>();
      value.forEach(point -> words.add(point.seconds() + " " + point.changes()));
      return String.join(" ", words);
    }

    @Override
    void rewrite(List<SavePoint> value, ConfigRewrite out) {
      out.line(name, name + " " + (value.isEmpty() ? "\"\"" : format(value)), true);
    }
  }

  static final class Addresses extends Directive<List<String>> {
    private static final int MAX = 16;

    Addresses(String name, List<String> defaultValue) {
      super(name, defaultValue);
      multiArg = true;
    }

    @Override
    List<String> parse(List<String> words, List<String> current) throws ConfigException {
      if (words.size() > MAX) {
        throw new ConfigException("Too many bind addresses specified.");
      }
      return none(words) ? List.of() : List.copyOf(words);
    }

    @Override
    String format(List<String> value) {
      return String.join(" ", value);
    }

    @Override
    void rewrite(List<String> value, ConfigRewrite out) {
      if (value.equals(defaultValue)) {
        out.processed(name);
      } else {
        out.line(name, name + " " + (value.isEmpty() ? "\"\"" : format(value)), true);
      }
    }
  }

  static final class OutputBufferLimits extends Directive<List<OutputBufferLimit>> {
    private static final List<String> CLASSES = List.of("normal", "slave", "pubsub");

    OutputBufferLimits(String name) {
      super(
          name,
          List.of(
              new OutputBufferLimit(0, 0, 0),
              new OutputBufferLimit(256L << 20, 64L << 20, 60),
              new OutputBufferLimit(32L << 20, 8L << 20, 60)));
      multiArg = true;
    }

    @Override
    List<OutputBufferLimit> parse(List<String> words, List<OutputBufferLimit> current)
        throws ConfigException {
      if (words.size() % 4 != 0) {
        throw new ConfigException("Wrong number of arguments in buffer limit configuration.");
      }
      List<OutputBufferLimit> limits = new ArrayList<>(current);
      for (int i = 0; i < words.size(); i += 4) {
        String kind = words.get(i).toLowerCase(Locale.ROOT);
        int position = CLASSES.indexOf(kind.equals("replica") ? "slave" : kind);
        if (position < 0) {
          throw new ConfigException(
              "Invalid client class specified in buffer limit configuration.");
        }
        try {
          long hard = MemoryUnits.parse(words.get(i + 1));
          long soft = MemoryUnits.parse(words.get(i + 2));
          int seconds = Integer.parseInt(words.get(i + 3));
          if (seconds >= 0) {
            limits.set(position, new OutputBufferLimit(hard, soft, seconds));
            continue;
          }
        } catch (ConfigException | NumberFormatException e) {
          // Falls to the one message for all three numbers.
        }
        throw new ConfigException(
            "Error in hard, soft or soft_seconds setting in buffer limit configuration.");
      }
      return List.copyOf(limits);
    }

    @Override
    String format(List<OutputBufferLimit> value) {
      List<String> words = new ArrayList<>();
      for (int i = 0; i < value.size(); i++) {
        OutputBufferLimit limit = value.get(i);
        words.add(
            CLASSES.get(i)
                + " "
                + Long.toUnsignedString(limit.hardBytes())
                + " "
                + Long.toUnsignedString(limit.softBytes())
                + " "
                + limit.softSeconds());
      }
      return String.join(" ", words);
    }

    @Override
    void rewrite(List<OutputBufferLimit> value, ConfigRewrite out) {
      for (int i = 0; i < value.size(); i++) {
        OutputBufferLimit limit = value.get(i);
        String line =
            String.join(
                " ",
                name,
                i == OutputBufferLimit.REPLICA ? "replica" : CLASSES.get(i),
                MemoryUnits.format(limit.hardBytes()),
                MemoryUnits.format(limit.softBytes()),
                Long.toString(limit.softSeconds()));
        out.line(name, line, !limit.equals(defaultValue.get(i)));
      }
    }
  }

  static final class OomScores extends Directive<List<Integer>> {
    OomScores(String name) {
      super(name, List.of(0, 200, 800));
      multiArg = true;
    }

    @Override
    List<Integer> parse(List<String> words, List<Integer> current) throws ConfigException {
      if (words.size() != defaultValue.size()) {
        throw new ConfigException("wrong number of arguments");
      }
      List<Integer> values = new ArrayList<>();
      for (String word : words) {
        if (!NumberDirective.isDecimal(word) || Math.abs(Long.parseLong(word)) > 2000) {
          throw new ConfigException(
              "Invalid oom-score-adj-values, elements must be between -2000 and 2000.");
        }
        values.add(Integer.valueOf(word));
      }
      return List.copyOf(values);
    }

    @Override
    String format(List<Integer> value) {
      return String.join(" ", value.stream().map(String::valueOf).toList());
    }
  }

  static final class Notifications extends Directive<Integer> {
    Notifications(String name) {
      super(name, 0);
    }

    @Override
    Integer parse(List<String> words, Integer current) throws ConfigException {
      return NotifyFlags.parse(words.get(0));
    }

    @Override
    String format(Integer value) {
      return NotifyFlags.format(value);
    }

    @Override
    void rewrite(Integer value, ConfigRewrite out) {
      out.line(name, name + " " + Quoting.quote(format(value)), value != 0);
    }
  }

  /** Host and port of the primary; empty for none. */
  static final class ReplicaOf extends Directive<List<String>> {
    ReplicaOf(String name) {
      super(name, List.of());
      multiArg = true;
    }

    @Override
    List<String> parse(List<String> words, List<String> current) throws ConfigException {
      if (words.size() != 2) {
        throw new ConfigException("wrong number of arguments");
      }
      if (words.get(0).equalsIgnoreCase("no") && words.get(1).equalsIgnoreCase("one")) {
        return List.of();
      }
      String port = words.get(1);
      if (!NumberDirective.isDecimal(port)
          || Long.parseLong(port) < 0
          || Long.parseLong(port) > 65535) {
        throw new ConfigException("Invalid primary port");
      }
      return List.copyOf(words);
    }

    @Override
    String format(List<String> value) {
      return String.join(" ", value);
    }

    @Override
    void rewrite(List<String> value, ConfigRewrite out) {
      if (value.isEmpty()) {
        out.processed(name);
      } else {
        out.line(name, name + " " + format(value), true);
      }
    }
  }

  static final class Percentiles extends Directive<List<Double>> {
    Percentiles(String name) {
      super(name, List.of(50.0, 99.0, 99.9));
      multiArg = true;
    }

    @Override
    List<Double> parse(List<String> words, List<Double> current) throws ConfigException {
      if (none(words)) {
        return List.of();
      }
      List<Double> values = new ArrayList<>();
      for (String word : words) {
        double value;
        try {
          value = Double.parseDouble(word);
        } catch (NumberFormatException e) {
          throw new ConfigException("Invalid latency-tracking-info-percentiles parameters");
        }
        if (!(value >= 0 && value <= 100)) {
          throw new ConfigException(
              "latency-tracking-info-percentiles parameters should sit between [0.0,100.0]");
        }
        values.add(value);
      }
      return List.copyOf(values);
    }

    @Override
    String format(List<Double> value) {
      return String.join(" ", value.stream().map(Percentiles::text).toList());
    }

    @Override
    void rewrite(List<Double> value, ConfigRewrite out) {
      out.line(name, name + " " + (value.isEmpty() ? "\"\"" : format(value)), true);
    }

    /** Six decimals without trailing zeros. */
    static String text(double value) {
      String fixed = String.format(Locale.ROOT, "%f", value);
      int end = fixed.length();
      while (fixed.charAt(end - 1) == '0') {
        end--;
      }
      return fixed.substring(0, fixed.charAt(end - 1) == '.' ? end - 1 : end);
    }
  }

  /** The directory of all files. The process itself stays where it is: every path is resolved. */
  static final class Directory extends Directive<Path> {
    Directory(String name) {
      super(name, Path.of("").toAbsolutePath());
    }

    @Override
    Path parse(List<String> words, Path current) throws ConfigException {
      if (words.get(0).isEmpty()) {
        throw new ConfigException("dir can't be empty");
      }
      Path path;
      try {
        path = current.resolve(Config.decodePath(words.get(0))).normalize();
      } catch (InvalidPathException e) {
        throw new ConfigException("No such file or directory");
      }
      if (!Files.exists(path)) {
        throw new ConfigException("No such file or directory");
      } else if (!Files.isDirectory(path)) {
        throw new ConfigException("Not a directory");
      } else if (!Files.isExecutable(path)) {
        throw new ConfigException("Permission denied");
      }
      return path;
    }

    @Override
    String format(Path value) {
      return new String(
          value.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    @Override
    void rewrite(Path value, ConfigRewrite out) {
      out.line(name, name + " " + Quoting.quote(format(value)), true);
    }
  }
}
