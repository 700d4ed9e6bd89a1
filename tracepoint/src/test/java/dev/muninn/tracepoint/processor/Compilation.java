package dev.muninn.tracepoint.processor;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles source files in a directory with the processor, warnings being errors. */
public final class Compilation {
  private final Path directory;
  private final List<Path> sources = new ArrayList<>();
  private final List<String> options = new ArrayList<>();

  /** Compiles in a directory; classes and generated sources go to {@code out} in it. */
  public Compilation(Path directory) {
    this.directory = directory;
  }

  /** Adds a file; what is not Java is written only. */
  public Compilation file(String path, String content) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, content);
    if (path.endsWith(".java")) {
      sources.add(file);
    }
    return this;
  }

  /** Adds options of javac. */
  public Compilation options(String... more) {
    options.addAll(List.of(more));
    return this;
  }

  /** Runs the compiler and returns {@code File.java:line: message} of each error and warning. */
  public List<String> run() throws IOException {
    Path out = Files.createDirectories(out());
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    List<String> all = new ArrayList<>(List.of("-d", out.toString(), "-s", out.toString()));
    all.addAll(
        List.of("-Xlint:all,-processing,-path", "-cp", System.getProperty("java.class.path")));
    all.addAll(options);
    StringWriter other = new StringWriter();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(diagnostics, Locale.ROOT, null)) {
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              other, files, diagnostics, all, null, files.getJavaFileObjectsFromPaths(sources));
      task.setLocale(Locale.ROOT);
      task.setProcessors(List.of(new TracepointProcessor()));
      boolean unused = task.call();
    }
    List<String> messages = new ArrayList<>();
    diagnostics.getDiagnostics().forEach(d -> messages.add(text(d)));
    if (!other.toString().isEmpty()) {
      messages.add(other.toString());
    }
    return messages;
  }

  private static String text(Diagnostic<? extends JavaFileObject> diagnostic) {
    JavaFileObject source = diagnostic.getSource();
    String message = diagnostic.getMessage(Locale.ROOT);
    if (source == null) {
      return message;
    }
    return Path.of(source.toUri()).getFileName()
        + ":"
        + diagnostic.getLineNumber()
        + ": "
        + message;
  }

  /** Where the classes are. */
  public Path out() {
    return directory.resolve("out");
  }

  /** A class loader for what was compiled. */
  public URLClassLoader loader() throws IOException {
    return new URLClassLoader(
        new URL[] {out().toUri().toURL()}, Compilation.class.getClassLoader());
  }
}
