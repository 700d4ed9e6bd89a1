package dev.muninn.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who may write to the store's memory: a change that no guard was told of spoils a snapshot. */
class RawWritesTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.muninn.server");

  private static final Set<String> WRITES = Set.of("copy", "copyIn", "fill");

  /** Each of them writes to memory that is new, its own, or of which it has told the guard. */
  private static final Set<String> MAY_WRITE =
      Set.of(
          "store.AddressSpace",
          "store.Memory",
          "store.MemoryChecker",
          "bytes.ArgsQueue",
          "bytes.Buffer",
          "bytes.Bytes",
          "bytes.Decimal",
          "bytes.OwnedArgs",
          "bytes.RecordList",
          "structure.ChainRewriter",
          "structure.EntryLayout",
          "structure.EntryStore",
          "structure.HashIndex",
          "structure.NestedTables",
          "structure.Segments",
          "structure.TableLayout",
          "structure.WatchTable");

  @Test
  void shouldWriteToMemoryInTheListedClassesOnly() {
    noClasses()
        .that(
            DescribedPredicate.describe(
                "are not listed", (JavaClass c) -> !MAY_WRITE.contains(shortName(c))))
        .should()
        .callMethodWhere(
            DescribedPredicate.describe("it writes to memory", RawWritesTest::writesToMemory))
        .check(CLASSES);
  }

  @Test
  void shouldGiveBytesToWriteInTheListedClassesOnly() {
    noClasses()
        .that(
            DescribedPredicate.describe(
                "are neither editors nor buffers",
                (JavaClass c) ->
                    !Set.of("bytes.Slice", "bytes.Buffer", "structure.OffHeapEntryEditor")
                        .contains(shortName(c))))
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "it points bytes to write somewhere",
                (JavaMethodCall call) ->
                    call.getTargetOwner().getSimpleName().equals("Bytes")
                        && Set.of("at", "set", "part").contains(call.getName())))
        .check(CLASSES);
  }

  private static boolean writesToMemory(JavaMethodCall call) {
    String owner = call.getTargetOwner().getFullName();
    String name = call.getName();
    if (owner.equals("dev.muninn.server.store.AddressSpace")) {
      return name.startsWith("put") || WRITES.contains(name);
    }
    return call.getOriginOwner().getPackageName().startsWith("dev.muninn.server.structure")
        && owner.equals("java.lang.foreign.MemorySegment")
        && !name.startsWith("get");
  }

  private static String shortName(JavaClass c) {
    return c.getFullName().replace("dev.muninn.server.", "");
  }
}
