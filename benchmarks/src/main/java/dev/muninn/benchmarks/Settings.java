package dev.muninn.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a measurement is asked to do.
 *
 * @param server program and arguments of the server under test
 * @param peer those of the server it is compared with
 * @param pairs rounds, in each of which every variant runs once
 * @param requests requests of a run without pipelining
 * @param pipelinedRequests requests of a run with 16 commands in flight on each connection
 * @param warmupSeconds load before the first counted run, the same for every variant
 * @param keys keys of the memory measurement
 * @param sets random SETs of 1 KiB on top of them
 * @param rate their rate, per second
 * @param serverCpu the CPU of the server with all its threads
 * @param clientCpu the CPU of the load
 * @param quick whether figures do not matter
 * @param only parts of names of variants, of which one must be in a variant's name; all where empty
 * @param conditions whether the stall lab runs under conditions
 * @param runs how often it runs under each
 * @param keep where the stall lab keeps traces and reports, or null
 * @param document file whose section is replaced by the result, or null
 * @param rest arguments passed on, to JMH; the cases of the stall lab; the trace of the reader
 */
record Settings(
    List<String> server,
    List<String> peer,
    int pairs,
    int requests,
    int pipelinedRequests,
    int warmupSeconds,
    int keys,
    int sets,
    int rate,
    int serverCpu,
    int clientCpu,
    boolean quick,
    List<String> only,
    boolean conditions,
    int runs,
    @Nullable Path keep,
    @Nullable Path document,
    List<String> rest) {

  /** How to call it; the launcher prints the same file. */
  static String usage() {
    try (InputStream in = Settings.class.getResourceAsStream("usage.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a variant is asked for. */
  boolean wants(String variant) {
    return only.isEmpty() || only.stream().anyMatch(variant::contains);
  }

  /** Reads options; a later one wins. */
  static Settings parse(List<String> defaultServer, List<String> arguments) {
    Parser parser = new Parser(defaultServer);
    for (int i = 0; i < arguments.size(); i++) {
      String option = arguments.get(i);
      if (option.equals("--")) {
        parser.rest = List.copyOf(arguments.subList(i + 1, arguments.size()));
        break;
      }
      if (option.equals("--quick")) {
        parser.quick();
      } else if (option.equals("--conditions")) {
        parser.conditions = true;
      } else if (i + 1 < arguments.size()) {
        parser.set(option, arguments.get(++i));
      } else {
        throw new IllegalArgumentException("unknown option or no value: option=" + option);
      }
    }
    return parser.settings();
  }

  private static final class Parser {
    private List<String> server;
    private List<String> peer = List.of("redis-server");
    private int pairs = 7;
    private int requests = 500_000;
    private int pipelinedRequests = 4_000_000;
    private int warmupSeconds = 10;
    private int keys = 5_000_000;
    private int sets = 1_000_000;
    private int rate = 40_000;
    private int serverCpu = 0;
    private int clientCpu = 1;
    private boolean quick;
    private List<String> only = List.of();
    private boolean conditions;
    private int runs = 1;
    private @Nullable Path keep;
    private @Nullable Path document;
    private List<String> rest = List.of();

    Parser(List<String> server) {
      this.server = server;
    }

    void quick() {
      quick = true;
      pairs = 1;
      requests = 5_000;
      pipelinedRequests = 20_000;
      warmupSeconds = 0;
      keys = 20_000;
      sets = 5_000;
      rate = 5_000;
    }

    void set(String option, String value) {
      switch (option) {
        case "--pairs" -> pairs = number(option, value, 1, 1000);
        case "--requests" -> requests = number(option, value, 1000, 100_000_000);
        case "--requests16" -> pipelinedRequests = number(option, value, 1000, 100_000_000);
        case "--warmup" -> warmupSeconds = number(option, value, 0, 3600);
        case "--keys" -> keys = number(option, value, 1, 100_000_000);
        case "--sets" -> sets = number(option, value, 1, 100_000_000);
        case "--rate" -> rate = number(option, value, 1, 1_000_000);
        case "--server-cpu" -> serverCpu = number(option, value, 0, 4095);
        case "--client-cpu" -> clientCpu = number(option, value, 0, 4095);
        case "--server" -> server = words(option, value);
        case "--peer" -> peer = words(option, value);
        case "--only" -> only = List.of(value.split(",", -1));
        case "--runs" -> runs = number(option, value, 1, 1000);
        case "--keep" -> keep = Path.of(value);
        case "--write" -> document = Path.of(value);
        default -> throw new IllegalArgumentException("unknown option: option=" + option);
      }
    }

    private static List<String> words(String option, String value) {
      List<String> words = new ArrayList<>(Arrays.asList(value.strip().split("\\s+", -1)));
      if (words.get(0).isEmpty()) {
        throw new IllegalArgumentException("no command: option=" + option);
      }
      return List.copyOf(words);
    }

    private static int number(String option, String value, int min, int max) {
      try {
        int number = Integer.parseInt(value);
        if (number >= min && number <= max) {
          return number;
        }
      } catch (NumberFormatException e) {
        // Reported below, with the range.
      }
      throw new IllegalArgumentException(
          "no number in range: option=%s value=%s range=%d..%d".formatted(option, value, min, max));
    }

    Settings settings() {
      return new Settings(
          server,
          peer,
          pairs,
          requests,
          pipelinedRequests,
          warmupSeconds,
          keys,
          sets,
          rate,
          serverCpu,
          clientCpu,
          quick,
          only,
          conditions,
          runs,
          keep,
          document,
          rest);
    }
  }
}
