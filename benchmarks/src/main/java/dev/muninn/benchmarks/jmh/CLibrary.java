package dev.muninn.benchmarks.jmh;

import dev.muninn.benchmarks.process.NotRunException;
import dev.muninn.benchmarks.process.TemporaryDirectory;
import dev.muninn.benchmarks.process.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The C source of this package's resources, compiled by gcc and loaded for good. */
final class CLibrary implements AutoCloseable {
  private static final String HEADER = "muninn_benchmark_c.h";
  private static final String SOURCE = "muninn_benchmark_c.c";
  private static final long COMPILE_SECONDS = 120;

  private final TemporaryDirectory directory;
  private final MethodHandle without;
  private final MethodHandle lttng;
  private final MethodHandle usdt;
  private final MethodHandle enabled;

  @SuppressWarnings("restricted") // loads the library it has just compiled
  private CLibrary(TemporaryDirectory directory, Path object) {
    this.directory = directory;
    // Never unloaded: LTTng has pointers to it.
    SymbolLookup symbols = SymbolLookup.libraryLookup(object, Arena.global());
    without = loop(symbols, "without_tracepoint");
    lttng = loop(symbols, "with_lttng");
    usdt = loop(symbols, "with_usdt");
    enabled = link(symbols, "enabled", FunctionDescriptor.of(ValueLayout.JAVA_INT));
  }

  private static MethodHandle loop(SymbolLookup symbols, String name) {
    return link(
        symbols,
        name,
        FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
  }

  @SuppressWarnings("restricted") // native code is what is measured
  private static MethodHandle link(SymbolLookup symbols, String name, FunctionDescriptor type) {
    return Linker.nativeLinker().downcallHandle(symbols.find(name).orElseThrow(), type);
  }

  /**
   * Compiles and loads it.
   *
   * @throws NotRunException without gcc, or without the headers of LTTng-UST or SystemTap's SDT
   */
  static CLibrary build() throws NotRunException, IOException, InterruptedException {
    TemporaryDirectory directory = new TemporaryDirectory();
    boolean built = false;
    try {
      CLibrary library = new CLibrary(directory, compile(directory.path()));
      built = true;
      return library;
    } finally {
      if (!built) {
        directory.close();
      }
    }
  }

  /** Compiles it and throws it away: whether it can be built here. */
  static void check() throws NotRunException, IOException, InterruptedException {
    TemporaryDirectory directory = new TemporaryDirectory();
    try {
      compile(directory.path());
    } finally {
      directory.close();
    }
  }

  private static Path compile(Path directory)
      throws NotRunException, IOException, InterruptedException {
    Tool.require("gcc");
    copy(HEADER, directory);
    copy(SOURCE, directory);
    Path object = directory.resolve("muninn_benchmark_c.so");
    List<String> command = new ArrayList<>(List.of("gcc", "-O2", "-shared", "-fPIC"));
    command.addAll(List.of("-I" + directory, "-o", object.toString()));
    command.addAll(List.of(directory.resolve(SOURCE).toString(), "-llttng-ust", "-ldl"));
    Tool.Result compiled = Tool.run(COMPILE_SECONDS, command);
    if (compiled.status() != 0) {
      throw new NotRunException("gcc: " + firstError(compiled.output()));
    }
    return object;
  }

  private static String firstError(String output) {
    return output.lines().filter(line -> line.contains("error:")).findFirst().orElse("failed");
  }

  private static void copy(String resource, Path directory) throws IOException {
    try (InputStream in = CLibrary.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("no such resource: name=" + resource);
      }
      Files.copy(in, directory.resolve(resource));
    }
  }

  long withoutTracepoint(long state, long steps) {
    return call(without, state, steps);
  }

  long withLttng(long state, long steps) {
    return call(lttng, state, steps);
  }

  long withUsdt(long state, long steps) {
    return call(usdt, state, steps);
  }

  /** Whether anyone listens to its event or its probe. */
  boolean enabled() {
    try {
      return (int) enabled.invokeExact() != 0;
    } catch (Throwable e) {
      throw new IllegalStateException("native call failed: name=enabled", e);
    }
  }

  private static long call(MethodHandle loop, long state, long steps) {
    try {
      return (long) loop.invokeExact(state, steps);
    } catch (Throwable e) {
      throw new IllegalStateException("native call failed: steps=" + steps, e);
    }
  }

  /** Removes the files; the loaded code stays. */
  @Override
  public void close() {
    directory.close();
  }
}
