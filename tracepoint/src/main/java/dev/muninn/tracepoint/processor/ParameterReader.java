package dev.muninn.tracepoint.processor;

import dev.muninn.tracepoint.Field;
import dev.muninn.tracepoint.Timespan;
import dev.muninn.tracepoint.Timestamp;
import dev.muninn.tracepoint.Unsigned;
import dev.muninn.tracepoint.Utf8;
import dev.muninn.tracepoint.doc.DocComment;
import dev.muninn.tracepoint.runtime.EnumLabel;
import dev.muninn.tracepoint.runtime.EventDefinition;
import dev.muninn.tracepoint.runtime.FieldDefinition;
import dev.muninn.tracepoint.runtime.FieldType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of an event method: which field each becomes. */
final class ParameterReader {
  private final ProcessingEnvironment environment;
  private final Problems problems;

  ParameterReader(ProcessingEnvironment environment, Problems problems) {
    this.environment = environment;
    this.problems = problems;
  }

  List<ParameterModel> read(String event, ExecutableElement method, DocComment documentation) {
    List<ParameterModel> models = new ArrayList<>();
    Set<String> names = new HashSet<>();
    int arguments = 0;
    checkTimestamps(event, method);
    for (VariableElement parameter : method.getParameters()) {
      if (isTimestamp(parameter)) {
        continue;
      }
      ParameterModel model = readParameter(event, parameter, documentation);
      if (model == null) {
        continue;
      }
      arguments += model.field().type().usdtArguments();
      if (!names.add(model.field().name())) {
        problems.report(
            parameter,
            "field defined twice: event=%s field=%s".formatted(event, model.field().name()));
      }
      models.add(model);
    }
    if (arguments > EventDefinition.MAX_ARGUMENTS) {
      problems.report(
          method,
          "event has too many arguments (a byte sequence counts two): event=%s count=%d max=%d"
              .formatted(event, arguments, EventDefinition.MAX_ARGUMENTS));
    }
    return models;
  }

  /** Name of the parameter that is the event's time; empty where there is none. */
  String timestamp(ExecutableElement method) {
    return method.getParameters().stream()
        .filter(ParameterReader::isTimestamp)
        .map(parameter -> parameter.getSimpleName().toString())
        .findFirst()
        .orElse("");
  }

  private static boolean isTimestamp(VariableElement parameter) {
    return parameter.getAnnotation(Timestamp.class) != null;
  }

  private void checkTimestamps(String event, ExecutableElement method) {
    List<? extends VariableElement> parameters = method.getParameters();
    for (int i = 0; i < parameters.size(); i++) {
      VariableElement parameter = parameters.get(i);
      if (!isTimestamp(parameter)) {
        continue;
      }
      if (parameter.asType().getKind() != TypeKind.LONG) {
        reportMisplaced("@Timestamp is for long", event, parameter);
      } else if (parameter.getAnnotation(Unsigned.class) != null
          || parameter.getAnnotation(Utf8.class) != null
          || parameter.getAnnotation(Timespan.class) != null
          || parameter.getAnnotation(Field.class) != null) {
        reportMisplaced("@Timestamp is not a field", event, parameter);
      } else if (i != parameters.size() - 1) {
        reportMisplaced("@Timestamp is for the last argument", event, parameter);
      }
    }
  }

  private @Nullable ParameterModel readParameter(
      String event, VariableElement parameter, DocComment documentation) {
    TypeMirror type = parameter.asType();
    String name = parameter.getSimpleName().toString();
    ArgumentKind kind = kindOf(type, parameter.getAnnotation(Utf8.class) != null);
    if (kind == null) {
      problems.report(
          parameter,
          "argument type is not supported: event=%s argument=%s type=%s"
              .formatted(event, name, plain(type)));
      return null;
    }
    boolean unsigned = parameter.getAnnotation(Unsigned.class) != null;
    boolean integer = kind.compareTo(ArgumentKind.LONG) <= 0;
    if (unsigned && !integer) {
      reportMisplaced("@Unsigned is for integers", event, parameter);
      return null;
    }
    Timespan timespan = parameter.getAnnotation(Timespan.class);
    if (timespan != null && !integer) {
      reportMisplaced("@Timespan is for integers", event, parameter);
      return null;
    }
    if (parameter.getAnnotation(Utf8.class) != null && kind != ArgumentKind.UTF8) {
      reportMisplaced("@Utf8 is for byte[]", event, parameter);
      return null;
    }
    Field annotation = parameter.getAnnotation(Field.class);
    String fieldName = annotation == null ? Names.toSnakeCase(name) : annotation.value();
    if (!Names.isIdentifier(fieldName) || fieldName.length() > Names.MAX_LENGTH) {
      problems.report(
          parameter,
          "field name is not a C identifier of at most %d characters: event=%s name=\"%s\""
              .formatted(Names.MAX_LENGTH, event, fieldName));
      return null;
    }
    List<EnumLabel> labels = kind == ArgumentKind.ENUM ? labels(event, parameter) : List.of();
    if (kind == ArgumentKind.ENUM && labels.isEmpty()) {
      return null;
    }
    FieldDefinition field =
        new FieldDefinition(
            fieldName, fieldType(kind, unsigned), labels, documentation.parameter(name));
    return new ParameterModel(
        name, plain(type), kind, field, timespan == null ? null : timespan.value());
  }

  private void reportMisplaced(String what, String event, VariableElement parameter) {
    problems.report(
        parameter,
        "%s: event=%s argument=%s type=%s"
            .formatted(what, event, parameter.getSimpleName(), plain(parameter.asType())));
  }

  private List<EnumLabel> labels(String event, VariableElement parameter) {
    List<EnumLabel> labels = new ArrayList<>();
    Element type = ((DeclaredType) parameter.asType()).asElement();
    for (Element constant : type.getEnclosedElements()) {
      if (constant.getKind() != ElementKind.ENUM_CONSTANT) {
        continue;
      }
      String label = constant.getSimpleName().toString();
      if (!Names.isIdentifier(label)) {
        problems.report(
            parameter,
            "enum constant is not a C identifier: event=%s argument=%s constant=%s"
                .formatted(event, parameter.getSimpleName(), label));
        return List.of();
      }
      labels.add(new EnumLabel(label, labels.size()));
    }
    if (labels.isEmpty()) {
      problems.report(
          parameter,
          "enum has no constants: event=%s argument=%s"
              .formatted(event, parameter.getSimpleName()));
    }
    return labels;
  }

  private @Nullable ArgumentKind kindOf(TypeMirror type, boolean utf8) {
    return switch (type.getKind()) {
      case BYTE -> ArgumentKind.BYTE;
      case SHORT -> ArgumentKind.SHORT;
      case INT -> ArgumentKind.INT;
      case LONG -> ArgumentKind.LONG;
      case DOUBLE -> ArgumentKind.DOUBLE;
      case BOOLEAN -> ArgumentKind.BOOLEAN;
      case ARRAY ->
          ((ArrayType) type).getComponentType().getKind() != TypeKind.BYTE
              ? null
              : utf8 ? ArgumentKind.UTF8 : ArgumentKind.BYTES;
      case DECLARED -> declaredKind((TypeElement) ((DeclaredType) type).asElement());
      default -> null;
    };
  }

  private static @Nullable ArgumentKind declaredKind(TypeElement type) {
    return switch (type.getQualifiedName().toString()) {
      case "java.lang.String", "java.lang.CharSequence" -> ArgumentKind.CHARS;
      case "dev.muninn.tracepoint.NativeString" -> ArgumentKind.NATIVE_STRING;
      default -> type.getKind() == ElementKind.ENUM ? ArgumentKind.ENUM : null;
    };
  }

  private static FieldType fieldType(ArgumentKind kind, boolean unsigned) {
    return switch (kind) {
      case BYTE -> unsigned ? FieldType.UINT8 : FieldType.INT8;
      case SHORT -> unsigned ? FieldType.UINT16 : FieldType.INT16;
      case INT -> unsigned ? FieldType.UINT32 : FieldType.INT32;
      case LONG -> unsigned ? FieldType.UINT64 : FieldType.INT64;
      case DOUBLE -> FieldType.DOUBLE;
      case BOOLEAN -> FieldType.BOOLEAN;
      case ENUM -> FieldType.ENUM;
      case UTF8, CHARS, NATIVE_STRING -> FieldType.STRING;
      case BYTES -> FieldType.BYTES;
    };
  }

  /** The type as source text without its annotations. */
  private String plain(TypeMirror type) {
    if (type.getKind() == TypeKind.DECLARED) {
      DeclaredType declared = (DeclaredType) type;
      return declared.getTypeArguments().isEmpty()
          ? ((TypeElement) declared.asElement()).getQualifiedName().toString()
          : environment.getTypeUtils().erasure(type).toString();
    }
    if (type.getKind() == TypeKind.ARRAY) {
      return plain(((ArrayType) type).getComponentType()) + "[]";
    }
    return environment.getTypeUtils().erasure(type).toString();
  }
}
