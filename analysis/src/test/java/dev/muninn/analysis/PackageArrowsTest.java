package dev.muninn.analysis;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows between the module's packages: those that ask questions import the reader. */
class PackageArrowsTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.muninn.analysis");

  @Test
  void shouldHaveNoCyclesBetweenPackages() {
    slices().matching("dev.muninn.analysis.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void shouldReadWithoutKnowingTheQuestions() {
    noClasses()
        .that()
        .resideInAPackage("dev.muninn.analysis.ctf..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.muninn.analysis.view..",
            "dev.muninn.analysis.model..",
            "dev.muninn.analysis.top..",
            "dev.muninn.analysis.report..",
            "dev.muninn.analysis.export..",
            "dev.muninn.analysis.sql..",
            "dev.muninn.server..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.muninn.analysis.ctf.tsdl",
            "dev.muninn.analysis.ctf.json",
            "dev.muninn.analysis.ctf.metadata")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.muninn.analysis.ctf", "dev.muninn.tracepoint..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("dev.muninn.analysis.view")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.muninn.analysis.model..", "dev.muninn.analysis.report..")
        .check(CLASSES);
  }

  @Test
  void shouldNotKnowTheServer() {
    noClasses()
        .that()
        .resideInAPackage("dev.muninn.analysis..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.muninn.server..")
        .check(CLASSES);
  }
}
