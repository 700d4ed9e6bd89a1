package dev.muninn.tracepoint.processor;

import dev.muninn.tracepoint.ProviderFile;
import dev.muninn.tracepoint.dtrace.DtraceParser;
import dev.muninn.tracepoint.dtrace.DtraceSyntaxException;
import dev.muninn.tracepoint.runtime.ProviderDefinition;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.PackageElement;
import javax.tools.JavaFileObject;

/** Turns the {@code .d} files of a package into provider interfaces. */
final class ProviderFiles {
  private final ProcessingEnvironment environment;
  private final Problems problems;

  ProviderFiles(ProcessingEnvironment environment, Problems problems) {
    this.environment = environment;
    this.problems = problems;
  }

  /** Writes the interfaces; what is generated is processed in the next round like any other. */
  void generate(PackageElement element) {
    for (String name : element.getAnnotation(ProviderFile.class).value()) {
      try {
        Path path = resolve(element, name);
        if (Files.size(path) > 4L * DtraceParser.MAX_LENGTH) {
          problems.report(element, "provider file is too long: file=" + name);
          continue;
        }
        String text = Files.readString(path, StandardCharsets.UTF_8);
        for (ProviderDefinition provider : DtraceParser.parse(name, text)) {
          write(element, name, provider);
        }
      } catch (DtraceSyntaxException e) {
        problems.report(element, String.valueOf(e.getMessage()));
      } catch (IOException | IllegalArgumentException | FileSystemNotFoundException e) {
        problems.report(
            element,
            "provider file cannot be read: file=%s: %s"
                .formatted(name, e.getClass().getSimpleName()));
      }
    }
  }

  /** Relative to the {@code package-info.java}: needs no source path, so plain javac does. */
  private Path resolve(PackageElement element, String name) {
    JavaFileObject source = environment.getElementUtils().getFileObjectOf(element);
    URI uri = source.toUri();
    return Path.of(uri).resolveSibling(name);
  }

  private void write(PackageElement element, String file, ProviderDefinition provider) {
    String packageName = element.getQualifiedName().toString();
    InterfaceWriter writer = new InterfaceWriter(packageName, provider, file);
    TracepointProcessor.writeSource(
        environment, packageName + "." + writer.interfaceName(), writer.write(), element, problems);
  }
}
