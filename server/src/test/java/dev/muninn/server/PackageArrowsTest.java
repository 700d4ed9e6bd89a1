package dev.muninn.server;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The arrows between packages, as docs/ARCHITECTURE.md draws them. */
class PackageArrowsTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.muninn.server");

  private static final String BASE = "dev.muninn.server";

  /** From the bottom up; a package may use those before it, and the wiring all. */
  private static final List<String> FLOORS =
      List.of(
          "clock",
          "events",
          "config",
          "store",
          "bytes",
          "structure",
          "value",
          "keyspace",
          "resp",
          "stats",
          "log",
          "process",
          "jvm",
          "recording",
          "client",
          "command",
          "pubsub",
          "transaction",
          "command.*",
          "net");

  @Test
  void shouldHaveNoCyclesBetweenPackages() {
    // The derived dispatch calls the families; it is the one arrow upward.
    slices()
        .matching("dev.muninn.server.(**)")
        .should()
        .beFreeOfCycles()
        .ignoreDependency(name("dev.muninn.server.command.GeneratedCommands"), alwaysTrue())
        .check(CLASSES);
  }

  @Test
  void shouldPointDownwardOnly() {
    List<String> wrong = new ArrayList<>();
    for (JavaClass from : CLASSES) {
      if (from.getSimpleName().equals("GeneratedCommands")) {
        continue; // the derived dispatch calls the families
      }
      for (Dependency arrow : from.getDirectDependenciesFromSelf()) {
        JavaClass to = arrow.getTargetClass();
        if (to.getPackageName().startsWith(BASE) && floor(to) > floor(from)) {
          wrong.add(arrow.getDescription());
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** Which of {@link #FLOORS} a class stands on. */
  private static int floor(JavaClass type) {
    String name = type.getPackageName().substring(BASE.length());
    if (name.isEmpty()) {
      return FLOORS.size();
    }
    String room = name.substring(1);
    String top = room.contains(".") ? room.substring(0, room.indexOf('.')) : room;
    int floor = FLOORS.indexOf(room.startsWith("command.") ? "command.*" : top);
    assertThat(floor).as("a package that has no floor: " + name).isNotNegative();
    return floor;
  }

  @Test
  void shouldLetOnlyTheRoomsOfAddressesUseThem() {
    String store = "dev.muninn.server.store";
    String bytes = "dev.muninn.server.bytes";
    noClasses()
        .that()
        .resideOutsideOfPackages(store, bytes, "dev.muninn.server.structure")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName(store + ".AddressSpace")
        .orShould()
        .callMethod(store + ".Memory", "allocate", "long")
        .orShould()
        .callMethod(store + ".Memory", "free", "long", "long")
        .orShould()
        .callMethod(bytes + ".Slice", "at", "long", "int")
        .orShould()
        .callMethod(bytes + ".Slice", "address")
        .check(CLASSES);
  }
}
