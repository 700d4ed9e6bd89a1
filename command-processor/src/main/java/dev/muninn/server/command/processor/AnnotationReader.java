package dev.muninn.server.command.processor;

import dev.muninn.server.command.processor.CommandModel.Family;
import dev.muninn.server.command.processor.CommandModel.KeyModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.Elements;

/** Reads {@code @Command} into a {@link CommandModel} without loading the annotation's class. */
final class AnnotationReader {
  private final Elements elements;

  AnnotationReader(Elements elements) {
    this.elements = elements;
  }

  /**
   * Reads a declaration.
   *
   * @param optionsType class that the options are to have; empty: the method takes none
   * @throws SyntaxException the notation of the request is not well-formed, or tells no options
   */
  CommandModel read(Element element, AnnotationMirror command, Family family, String optionsType)
      throws SyntaxException {
    Values values = new Values(command);
    boolean isMethod = !(element instanceof TypeElement);
    List<KeyModel> keys =
        values.list("keys").stream()
            .map(value -> key(new Values((AnnotationMirror) value.getValue())))
            .toList();
    SyntaxParser.Request request = SyntaxParser.parseRequest(values.text("syntax"));
    boolean together = values.bool("alternativesTogether");
    String unknown = values.text("unknownOption");
    if (optionsType.isEmpty() && (together || !unknown.isEmpty())) {
      throw new SyntaxException("the method takes no options: name=" + request.name());
    }
    return new CommandModel(
        element,
        isMethod ? String.valueOf(element.getEnclosingElement()) : "",
        isMethod ? element.getSimpleName().toString() : "",
        request.name(),
        family,
        values.number("arity"),
        values.text("since"),
        Summary.of(elements.getDocComment(element)),
        values.text("complexity"),
        values.constants("flags"),
        values.constants("categories"),
        keys,
        values.constant("keyFinder"),
        request.arguments(),
        values.texts("tips"),
        values.texts("history"),
        values.constants("docFlags"),
        values.text("deprecatedSince"),
        values.text("replacedBy"),
        optionsType.isEmpty() ? null : OptionsModel.of(request, optionsType, together, unknown));
  }

  /** What {@code @Family} says. */
  Family family(AnnotationMirror family) {
    Values values = new Values(family);
    return new Family(values.constant("group"), values.constants("categories"));
  }

  private static KeyModel key(Values values) {
    return new KeyModel(
        values.number("begin"),
        values.text("keyword"),
        values.number("startFrom"),
        values.bool("unknown"),
        values.number("last"),
        values.number("step"),
        values.number("limit"),
        values.number("numberAt"),
        values.number("firstKey"),
        values.constants("value"),
        values.text("notes"));
  }

  /** The members of one annotation by name, defaults included. */
  private final class Values {
    private final Map<String, AnnotationValue> byName = new HashMap<>();

    Values(AnnotationMirror mirror) {
      elements
          .getElementValuesWithDefaults(mirror)
          .forEach((method, value) -> byName.put(method.getSimpleName().toString(), value));
    }

    private Object value(String name) {
      AnnotationValue value = byName.get(name);
      if (value == null) {
        throw new IllegalStateException("annotation lacks a member: name=" + name);
      }
      return value.getValue();
    }

    String text(String name) {
      return value(name).toString();
    }

    int number(String name) {
      return (Integer) value(name);
    }

    boolean bool(String name) {
      return (Boolean) value(name);
    }

    String constant(String name) {
      return name(value(name));
    }

    List<? extends AnnotationValue> list(String name) {
      return ((List<?>) value(name)).stream().map(AnnotationValue.class::cast).toList();
    }

    List<String> texts(String name) {
      return list(name).stream().map(each -> each.getValue().toString()).toList();
    }

    List<String> constants(String name) {
      return list(name).stream().map(each -> name(each.getValue())).toList();
    }

    private static String name(Object constant) {
      return constant instanceof VariableElement field
          ? field.getSimpleName().toString()
          : constant.toString();
    }
  }
}
