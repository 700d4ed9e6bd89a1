package dev.muninn.tracepoint.processor;

import dev.muninn.tracepoint.Event;
import dev.muninn.tracepoint.Field;
import dev.muninn.tracepoint.Provider;
import dev.muninn.tracepoint.ProviderFile;
import dev.muninn.tracepoint.Timestamp;
import dev.muninn.tracepoint.Unsigned;
import dev.muninn.tracepoint.Utf8;
import java.io.IOException;
import java.io.Writer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;

/**
 * Writes an implementation for each interface annotated {@link Provider}, and an interface for each
 * provider in a {@link ProviderFile}.
 */
public final class TracepointProcessor extends AbstractProcessor {
  private final Map<String, String> providers = new HashMap<>();

  /** For the compiler, which finds the class as a service. */
  public TracepointProcessor() {}

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Stream.of(
            Provider.class,
            Event.class,
            Field.class,
            Timestamp.class,
            Utf8.class,
            Unsigned.class,
            ProviderFile.class)
        .map(Class::getName)
        .collect(Collectors.toSet());
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    Problems problems = new Problems(processingEnv.getMessager());
    ProviderFiles files = new ProviderFiles(processingEnv, problems);
    for (Element element : round.getElementsAnnotatedWith(ProviderFile.class)) {
      files.generate((PackageElement) element);
    }
    ProviderReader reader = new ProviderReader(processingEnv, problems);
    for (Element element : round.getElementsAnnotatedWith(Provider.class)) {
      TypeElement type = (TypeElement) element;
      reader
          .read(type)
          .filter(provider -> isUnique(provider, type, problems))
          .ifPresent(provider -> write(provider, type, problems));
    }
    for (Element element : round.getElementsAnnotatedWith(Event.class)) {
      checkEnclosing((ExecutableElement) element, problems);
    }
    return false;
  }

  /** LTTng would list two providers of one name, and switch them on together. */
  private boolean isUnique(ProviderModel provider, TypeElement type, Problems problems) {
    String name = provider.definition().name();
    String first = providers.putIfAbsent(name, type.getQualifiedName().toString());
    if (first != null) {
      problems.report(type, "provider defined twice: provider=%s first=%s".formatted(name, first));
    }
    return first == null;
  }

  private static void checkEnclosing(ExecutableElement method, Problems problems) {
    Element type = method.getEnclosingElement();
    if (type == null || type.getAnnotation(Provider.class) == null) {
      problems.report(
          method, "event outside a @Provider interface: method=" + method.getSimpleName());
    }
  }

  private void write(ProviderModel provider, TypeElement type, Problems problems) {
    String source =
        new ImplementationWriter(
                provider,
                isVisible("jdk.jfr.Event", type),
                isVisible("javax.annotation.processing.Generated", type))
            .write();
    writeSource(processingEnv, provider.qualifiedImplementationName(), source, type, problems);
  }

  /** Whether source in the module of {@code user} can name the class. */
  private boolean isVisible(String name, TypeElement user) {
    return processingEnv
            .getElementUtils()
            .getTypeElement(processingEnv.getElementUtils().getModuleOf(user), name)
        != null;
  }

  static void writeSource(
      ProcessingEnvironment environment,
      String name,
      String source,
      Element origin,
      Problems problems) {
    try (Writer writer = environment.getFiler().createSourceFile(name, origin).openWriter()) {
      writer.write(source);
    } catch (IOException e) {
      problems.report(origin, "source not written: class=%s: %s".formatted(name, e.getMessage()));
    }
  }
}
