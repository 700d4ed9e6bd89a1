package dev.muninn.server.command.processor;

import dev.muninn.server.command.processor.CommandModel.Family;
import java.io.IOException;
import java.io.Writer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code GeneratedCommands}, {@code GeneratedCommandDocs} and the parsers of options from
 * all {@code @Command} of a compilation. They are written once, for the compilation that has
 * commands or the annotation itself.
 */
public final class CommandProcessor extends AbstractProcessor {
  private static final String PACKAGE = "dev.muninn.server.command";
  private static final String COMMAND = PACKAGE + ".Command";
  private static final String FAMILY = PACKAGE + ".Family";
  private static final String CONTEXT = PACKAGE + ".Context";

  private final TreeMap<String, CommandModel> commands = new TreeMap<>();
  private boolean done;
  private boolean failed;

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of("*");
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    TypeElement command = processingEnv.getElementUtils().getTypeElement(COMMAND);
    if (done || command == null) {
      return false;
    }
    Set<? extends Element> declared = round.getElementsAnnotatedWith(command);
    if (declared.isEmpty() && !round.getRootElements().contains(command)) {
      return false;
    }
    done = true;
    for (Element element : declared) {
      read(element);
    }
    Set<String> containers =
        commands.values().stream()
            .filter(CommandModel::isSubcommand)
            .map(CommandModel::containerName)
            .collect(Collectors.toSet());
    Completion completion = new Completion(containers);
    Validator validator = new Validator(Set.copyOf(commands.keySet()), containers);
    commands.replaceAll(
        (name, each) -> {
          CommandModel complete = completion.complete(each, text -> error(each, text));
          if (complete == null) {
            return each;
          }
          validator.check(complete, text -> error(complete, text));
          return complete;
        });
    if (!failed) {
      List<CommandModel> all = List.copyOf(commands.values());
      write(PACKAGE + ".GeneratedCommands", new TableWriter(all, this::ordinal).source());
      write(PACKAGE + ".GeneratedCommandDocs", new DocsWriter(all, this::ordinal).source());
      writeOptions();
    }
    return false;
  }

  private void read(Element element) {
    AnnotationReader reader = new AnnotationReader(processingEnv.getElementUtils());
    Family family = family(element, reader);
    if (family == null) {
      error(element, "@Command: neither the class nor its package has a @Family");
      return;
    }
    CommandModel model;
    try {
      AnnotationMirror command = Objects.requireNonNull(mirror(element, COMMAND));
      model = reader.read(element, command, family, optionsType(element));
    } catch (SyntaxException e) {
      error(element, "@Command: syntax: " + e.getMessage());
      return;
    }
    if (element instanceof ExecutableElement method) {
      checkSignature(method, model);
    }
    CommandModel other = commands.putIfAbsent(model.name(), model);
    if (other != null) {
      error(model, "declared twice, also by " + other.element().getEnclosingElement());
    }
  }

  /** The second parameter's class, which stands in the command's package; empty: there is none. */
  private String optionsType(Element element) {
    if (!(element instanceof ExecutableElement method) || method.getParameters().size() != 2) {
      return "";
    }
    String name = method.getParameters().get(1).asType().toString();
    return processingEnv.getElementUtils().getPackageOf(element).getQualifiedName()
        + "."
        + name.substring(name.lastIndexOf('.') + 1);
  }

  /** What the class says, else its package. */
  private @Nullable Family family(Element element, AnnotationReader reader) {
    Element type =
        element instanceof TypeElement
            ? element
            : Objects.requireNonNull(element.getEnclosingElement());
    AnnotationMirror own = mirror(type, FAMILY);
    AnnotationMirror common = mirror(processingEnv.getElementUtils().getPackageOf(type), FAMILY);
    Family ofPackage = common == null ? null : reader.family(common);
    Family ofType = own == null ? null : reader.family(own);
    if (ofType != null && ofType.equals(ofPackage)) {
      error(type, "@Family: the package says it already, do not repeat it");
    }
    return ofType == null ? ofPackage : ofType;
  }

  private static @Nullable AnnotationMirror mirror(Element element, String annotation) {
    return element.getAnnotationMirrors().stream()
        .filter(each -> each.getAnnotationType().toString().equals(annotation))
        .findFirst()
        .orElse(null);
  }

  private void checkSignature(ExecutableElement method, CommandModel model) {
    boolean shape =
        method.getModifiers().containsAll(Set.of(Modifier.PUBLIC, Modifier.STATIC))
            && method.getReturnType().getKind() == TypeKind.VOID
            && method.getTypeParameters().isEmpty()
            && method.getThrownTypes().isEmpty()
            && (method.getParameters().size() == 1 || model.options() != null)
            && method.getParameters().getFirst().asType().toString().equals(CONTEXT);
    if (!shape) {
      error(
          model,
          "a command is a method \"public static void name(Context c)\", or with options as well");
    }
    boolean reachable =
        method.getEnclosingElement() instanceof TypeElement owner
            && owner.getModifiers().contains(Modifier.PUBLIC)
            && owner.getNestingKind() == NestingKind.TOP_LEVEL;
    if (!reachable) {
      error(model, "the class of a command is public and not nested");
    }
  }

  /** Place of a constant in an enum of the annotations' package. */
  private int ordinal(String type, String constant) {
    TypeElement element = processingEnv.getElementUtils().getTypeElement(PACKAGE + "." + type);
    if (element == null) {
      throw new IllegalStateException("missing enum: type=" + type);
    }
    List<String> constants =
        element.getEnclosedElements().stream()
            .filter(each -> each.getKind() == ElementKind.ENUM_CONSTANT)
            .map(each -> each.getSimpleName().toString())
            .toList();
    int index = constants.indexOf(constant);
    if (index < 0) {
      throw new IllegalStateException("missing constant: type=" + type + ", name=" + constant);
    }
    return index;
  }

  private void error(CommandModel command, String text) {
    error(command.element(), "@Command " + command.name() + ": " + text);
  }

  private void error(Element element, String text) {
    failed = true;
    processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, text, element);
  }

  private void writeOptions() {
    Map<String, OptionsModel> byType = new HashMap<>();
    for (CommandModel command : commands.values()) {
      OptionsModel options = command.options();
      if (options != null) {
        OptionsModel other = byType.putIfAbsent(options.type(), options);
        if (other == null) {
          write(options.type(), new OptionsWriter(options).source());
        } else if (!other.equals(options)) {
          error(command, "has other options than another command with " + options.type());
        }
      }
    }
  }

  private void write(String type, String source) {
    Element[] origins =
        commands.values().stream().map(CommandModel::element).toArray(Element[]::new);
    try (Writer writer = processingEnv.getFiler().createSourceFile(type, origins).openWriter()) {
      writer.write(source);
    } catch (IOException e) {
      failed = true;
      processingEnv
          .getMessager()
          .printMessage(Diagnostic.Kind.ERROR, "cannot write " + type + ": " + e.getMessage());
    }
  }
}
