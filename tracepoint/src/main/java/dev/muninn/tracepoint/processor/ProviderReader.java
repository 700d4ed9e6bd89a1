package dev.muninn.tracepoint.processor;

import dev.muninn.tracepoint.Event;
import dev.muninn.tracepoint.Provider;
import dev.muninn.tracepoint.doc.DocComment;
import dev.muninn.tracepoint.runtime.EventDefinition;
import dev.muninn.tracepoint.runtime.ProviderDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** Reads an annotated interface and reports all that is wrong with it. */
final class ProviderReader {
  private static final String GUARD_SUFFIX = "Enabled";

  private final Elements elements;
  private final ParameterReader parameters;
  private final Problems problems;

  ProviderReader(ProcessingEnvironment environment, Problems problems) {
    elements = environment.getElementUtils();
    parameters = new ParameterReader(environment, problems);
    this.problems = problems;
  }

  /** Returns the provider, or nothing after an error was reported. */
  Optional<ProviderModel> read(TypeElement type) {
    int before = problems.count();
    String name = type.getAnnotation(Provider.class).value();
    if (type.getKind() != ElementKind.INTERFACE) {
      problems.report(type, "provider is not an interface: type=" + type.getSimpleName());
      return Optional.empty();
    }
    checkType(type);
    checkName(type, "provider", name);
    List<EventModel> events = readEvents(type);
    if (problems.count() == before && events.isEmpty()) {
      problems.report(type, "provider has no events: provider=" + name);
    }
    if (events.size() > ProviderDefinition.MAX_EVENTS) {
      problems.report(
          type,
          "provider has too many events: provider=%s count=%d max=%d"
              .formatted(name, events.size(), ProviderDefinition.MAX_EVENTS));
    }
    if (problems.count() != before) {
      return Optional.empty();
    }
    List<EventDefinition> definitions = events.stream().map(EventModel::definition).toList();
    return Optional.of(
        new ProviderModel(
            elements.getPackageOf(type).getQualifiedName().toString(),
            nameInPackage(type),
            isPublic(type),
            new ProviderDefinition(
                name,
                documentation(type).text(),
                definitions,
                type.getAnnotation(Provider.class).byName()),
            events));
  }

  private void checkType(TypeElement type) {
    if (!type.getTypeParameters().isEmpty() || !type.getInterfaces().isEmpty()) {
      problems.report(
          type,
          "provider must have no type parameters and no superinterfaces: type="
              + type.getSimpleName());
    }
    for (Element e = type;
        e != null && e.getKind() != ElementKind.PACKAGE;
        e = e.getEnclosingElement()) {
      if (e.getModifiers().contains(Modifier.PRIVATE)) {
        problems.report(type, "provider must not be private: type=" + type.getSimpleName());
        return;
      }
    }
  }

  private boolean isPublic(TypeElement type) {
    for (Element e = type;
        e != null && e.getKind() != ElementKind.PACKAGE;
        e = e.getEnclosingElement()) {
      if (!e.getModifiers().contains(Modifier.PUBLIC)) {
        return false;
      }
    }
    return true;
  }

  private String nameInPackage(TypeElement type) {
    String packageName = elements.getPackageOf(type).getQualifiedName().toString();
    String qualified = type.getQualifiedName().toString();
    return packageName.isEmpty() ? qualified : qualified.substring(packageName.length() + 1);
  }

  private List<EventModel> readEvents(TypeElement type) {
    Map<String, ExecutableElement> eventMethods = new LinkedHashMap<>();
    Map<String, ExecutableElement> guards = new LinkedHashMap<>();
    sortMethods(type, eventMethods, guards);
    guards.forEach(
        (name, guard) -> {
          if (!eventMethods.containsKey(guardedEvent(name))) {
            problems.report(
                guard,
                "no event method of that name: method=%s expected=%s"
                    .formatted(name, guardedEvent(name)));
          }
        });
    List<EventModel> events = new ArrayList<>();
    Set<String> names = new HashSet<>();
    eventMethods.forEach(
        (name, method) -> {
          EventModel event = readEvent(method, guards.containsKey(name + GUARD_SUFFIX));
          if (event != null && !names.add(event.definition().name())) {
            problems.report(method, "event defined twice: event=" + event.definition().name());
          }
          if (event != null) {
            events.add(event);
          }
        });
    return events;
  }

  private void sortMethods(
      TypeElement type,
      Map<String, ExecutableElement> events,
      Map<String, ExecutableElement> guards) {
    for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
      String name = method.getSimpleName().toString();
      boolean hasBody = !method.getModifiers().contains(Modifier.ABSTRACT);
      if (method.getAnnotation(Event.class) != null) {
        if (hasBody) {
          problems.report(method, "event method has a body: method=" + name);
        } else if (events.putIfAbsent(name, method) != null) {
          problems.report(method, "event method overloaded: method=" + name);
        }
      } else if (!hasBody) {
        if (isGuard(method)) {
          guards.put(name, method);
        } else {
          problems.report(
              method, "method is neither @Event nor boolean xEnabled(): method=" + name);
        }
      }
    }
  }

  private static boolean isGuard(ExecutableElement method) {
    String name = method.getSimpleName().toString();
    return name.endsWith(GUARD_SUFFIX)
        && name.length() > GUARD_SUFFIX.length()
        && method.getReturnType().getKind() == TypeKind.BOOLEAN
        && method.getParameters().isEmpty()
        && method.getTypeParameters().isEmpty();
  }

  private static String guardedEvent(String guard) {
    return guard.substring(0, guard.length() - GUARD_SUFFIX.length());
  }

  private @Nullable EventModel readEvent(ExecutableElement method, boolean guarded) {
    final int before = problems.count();
    String name = method.getAnnotation(Event.class).value();
    checkName(method, "event", name);
    if (method.getReturnType().getKind() != TypeKind.VOID) {
      problems.report(
          method,
          "event must return void: event=%s returns=%s".formatted(name, method.getReturnType()));
    }
    if (!method.getTypeParameters().isEmpty()) {
      problems.report(method, "event must have no type parameters: event=" + name);
    }
    DocComment documentation = documentation(method);
    if (documentation.text().isEmpty()) {
      problems.report(
          method, "event has no documentation comment that says when it fires: event=" + name);
    }
    List<ParameterModel> fields = parameters.read(name, method, documentation);
    checkUnknownParameters(method, name, documentation);
    if (problems.count() != before) {
      return null;
    }
    return new EventModel(
        method.getSimpleName().toString(),
        guarded,
        new EventDefinition(
            name, documentation.text(), fields.stream().map(ParameterModel::field).toList()),
        fields,
        parameters.timestamp(method));
  }

  private void checkUnknownParameters(
      ExecutableElement method, String event, DocComment documentation) {
    Set<String> names = new HashSet<>();
    method.getParameters().forEach(p -> names.add(p.getSimpleName().toString()));
    for (String documented : documentation.parameters().keySet()) {
      if (!names.contains(documented)) {
        problems.report(
            method, "@param of no parameter: event=%s name=%s".formatted(event, documented));
      }
    }
  }

  private void checkName(Element element, String what, String name) {
    if (!Names.isIdentifier(name)) {
      problems.report(element, "%s name is not a C identifier: name=\"%s\"".formatted(what, name));
    } else if (name.length() > Names.MAX_LENGTH) {
      problems.report(
          element,
          "%s name is too long: length=%d max=%d".formatted(what, name.length(), Names.MAX_LENGTH));
    }
  }

  private DocComment documentation(Element element) {
    String comment = elements.getDocComment(element);
    return comment == null ? DocComment.NONE : DocComment.parse(comment);
  }
}
