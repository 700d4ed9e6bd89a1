package dev.muninn.server;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows between packages, as docs/ARCHITECTURE.md draws them. */
class PackageArrowsTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.muninn.server");

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
    String base = "dev.muninn.server";
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .withOptionalLayers(true)
        .layer("wiring")
        .definedBy(base)
        .layer("net")
        .definedBy(base + ".net..")
        .layer("families")
        .definedBy(base + ".command.*")
        .layer("command")
        .definedBy(base + ".command")
        .layer("pubsub")
        .definedBy(base + ".pubsub")
        .layer("client")
        .definedBy(base + ".client")
        .layer("resp")
        .definedBy(base + ".resp")
        .layer("stats")
        .definedBy(base + ".stats")
        .layer("keyspace")
        .definedBy(base + ".keyspace")
        .layer("config")
        .definedBy(base + ".config")
        .layer("value")
        .definedBy(base + ".value..")
        .layer("structure")
        .definedBy(base + ".structure")
        .layer("bytes")
        .definedBy(base + ".bytes")
        .layer("store")
        .definedBy(base + ".store")
        .layer("events")
        .definedBy(base + ".events")
        .whereLayer("wiring")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("net")
        .mayOnlyBeAccessedByLayers("wiring")
        .whereLayer("families")
        .mayOnlyBeAccessedByLayers("wiring", "command")
        .whereLayer("command")
        .mayOnlyBeAccessedByLayers("wiring", "families")
        .whereLayer("pubsub")
        .mayOnlyBeAccessedByLayers("wiring", "families", "command")
        .whereLayer("client")
        .mayOnlyBeAccessedByLayers("wiring", "net", "families", "command", "pubsub")
        .whereLayer("resp")
        .mayOnlyBeAccessedByLayers(
            "wiring", "net", "families", "command", "client", "stats", "pubsub")
        .whereLayer("stats")
        .mayOnlyBeAccessedByLayers("wiring", "net", "families", "command")
        .whereLayer("keyspace")
        .mayOnlyBeAccessedByLayers("wiring", "families", "command", "pubsub")
        .whereLayer("value")
        .mayOnlyBeAccessedByLayers("wiring", "families", "command", "keyspace")
        .whereLayer("structure")
        .mayOnlyBeAccessedByLayers("wiring", "families", "command", "keyspace", "value", "pubsub")
        .whereLayer("config")
        .mayOnlyBeAccessedByLayers("wiring", "net", "families", "command", "keyspace", "pubsub")
        .check(CLASSES);
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
