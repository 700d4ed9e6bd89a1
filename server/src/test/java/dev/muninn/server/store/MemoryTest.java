package dev.muninn.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("memory")
class MemoryTest {
  private record Block(long address, int size, byte pattern) {}

  private final Memory memory = new Memory();

  @AfterEach
  void close() {
    memory.close();
  }

  @Test
  void shouldRoundSizesToClasses() {
    assertThat(memory.usable(0)).isEqualTo(8);
    assertThat(memory.usable(1)).isEqualTo(8);
    assertThat(memory.usable(56)).isEqualTo(56);
    assertThat(memory.usable(57)).isEqualTo(64);
    assertThat(memory.usable(2048)).isEqualTo(2048);
    assertThat(memory.usable(2049)).isEqualTo(2112);
    assertThat(memory.usable(16_320)).isEqualTo(16_320);
    assertThat(memory.usable(16_321)).isEqualTo(16_384);
    assertThat(memory.usable(16_385)).isEqualTo(20_480);
    assertThat(memory.usable(1L << 40)).isEqualTo(1L << 40);
  }

  @Test
  void shouldHaveAClassForEverySizeThatHoldsItAndWastesLittle() {
    for (int size = 1; size <= SizeClasses.MAX_SMALL; size++) {
      int sizeClass = SizeClasses.of(size);
      int block = SizeClasses.size(sizeClass);
      assertThat(block).isGreaterThanOrEqualTo(size).isLessThan(size + Math.max(8, size / 3));
      assertThat(SizeClasses.of(block)).isEqualTo(sizeClass);
      assertThat(sizeClass).isLessThan(SizeClasses.COUNT);
    }
    assertThat(SizeClasses.of(SizeClasses.MAX_SMALL)).isEqualTo(SizeClasses.COUNT - 1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldKeepBlocksApartAndCountThemExactly(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Block> blocks = new ArrayList<>();
    long expected = 0;
    for (int i = 0; i < 40_000; i++) {
      boolean growing = i / 10_000 % 2 == 0;
      if (blocks.isEmpty() || random.nextInt(10) < (growing ? 7 : 3)) {
        Block block = allocate(random);
        blocks.add(block);
        expected += memory.usable(block.size);
      } else {
        int index = random.nextInt(blocks.size());
        Block block = blocks.get(index);
        blocks.set(index, blocks.getLast());
        blocks.removeLast();
        checkAndFree(block);
        expected -= memory.usable(block.size);
      }
      assertThat(memory.used()).isEqualTo(expected);
    }
    assertThat(memory.active()).isGreaterThanOrEqualTo(expected);
    assertThat(memory.resident()).isGreaterThanOrEqualTo(memory.active());
    blocks.forEach(this::checkAndFree);
    assertThat(memory.used()).isZero();
    assertThat(memory.runBytes()).isEqualTo(Debug.ENABLED ? memory.runBytes() : 0);
    if (!Debug.ENABLED) {
      assertThat(memory.active()).isZero();
      for (int c = 1; c < Memory.sizeClasses(); c++) {
        assertThat(memory.blocks(c) + memory.slabs(c)).isZero();
      }
    }
  }

  private Block allocate(SplittableRandom random) {
    int size =
        switch (random.nextInt(100)) {
          case 0 -> random.nextInt(1, 1 << 20);
          case 1, 2, 3, 4 -> random.nextInt(1, 40_000);
          default -> random.nextInt(1, 600);
        };
    long address = memory.allocate(size);
    assertThat(address % 8).isZero();
    if (size % 64 == 0 || size > 2048) {
      assertThat(address % 64).isZero();
    }
    byte pattern = (byte) random.nextInt();
    AddressSpace.fill(address, size, pattern);
    return new Block(address, size, pattern);
  }

  private void checkAndFree(Block block) {
    for (int i = 0; i < block.size; i++) {
      if (AddressSpace.getByte(block.address + i) != block.pattern) {
        throw new AssertionError("overwritten: " + block + " at " + i);
      }
    }
    memory.free(block.address, block.size);
  }

  @Test
  void shouldGiveEmptySlabsBackToTheMachine() {
    int count = 1_000_000;
    long[] addresses = new long[count];
    for (int i = 0; i < count; i++) {
      addresses[i] = memory.allocate(100);
      AddressSpace.putLong(addresses[i], i);
    }
    assertThat(memory.used()).isEqualTo(104L * count);
    assertThat(memory.resident()).isGreaterThan(104L * count);
    for (long address : addresses) {
      memory.free(address, 100);
    }
    assertThat(memory.used()).isZero();
    assertThat(memory.resident()).isLessThanOrEqualTo(16L << 20);
  }

  @Test
  void shouldGiveHugeRunsRegionsOfTheirOwn() {
    long size = 200L << 20;
    long address = memory.allocate(size);
    AddressSpace.putLong(address + size - 8, 42);
    assertThat(AddressSpace.getLong(address + size - 8)).isEqualTo(42);
    assertThat(memory.used()).isEqualTo(size);
    assertThat(memory.reserved()).isEqualTo(4 * AddressSpace.REGION);
    if (!Debug.ENABLED) {
      memory.free(address, size);
      assertThat(memory.used()).isZero();
      assertThat(memory.reserved()).isZero();
    }
  }

  @Test
  void shouldRefuseWhatTheAddressSpaceCannotHold() {
    assertThatThrownBy(() -> memory.allocate(1L << 42))
        .isInstanceOf(OutOfStoreMemoryException.class)
        .hasMessage("allocate: size=4398046511104");
    assertThat(memory.used()).isZero();
  }

  @Test
  void shouldThrowOnAWildAddress() {
    assertThatThrownBy(() -> AddressSpace.getLong(-8))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> AddressSpace.getLong(AddressSpace.SPACE.byteSize() - 7))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> AddressSpace.putLong(Long.MAX_VALUE, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void shouldServeSeveralOwnersAtOnceAndLeaveNothing() {
    long a = memory.allocate(64);
    AddressSpace.putLong(a, 1);
    Memory closed;
    long b;
    try (Memory other = new Memory()) {
      b = other.allocate(64);
      AddressSpace.putLong(b, 2);
      assertThat(AddressSpace.getLong(a)).isEqualTo(1);
      assertThat(a / AddressSpace.REGION).isNotEqualTo(b / AddressSpace.REGION);
      closed = other;
    }
    assertThat(AddressSpace.getLong(b)).isZero();
    assertThat(closed.resident()).isZero();
    assertThat(closed.reserved()).isZero();
    assertThat(AddressSpace.getLong(a)).isEqualTo(1);
    assertThatThrownBy(() -> closed.allocate(1)).hasMessage("allocate: memory is closed");
  }

  @Test
  @Tag("memory-debug")
  void shouldFindMisuseInDebugMode() {
    long a = memory.allocate(100);
    assertThatThrownBy(() -> memory.free(a, 50)).hasMessageContaining("size=56 allocated=104");
    long b = memory.allocate(100);
    memory.free(b, 100);
    assertThatThrownBy(() -> memory.free(b, 100)).hasMessageContaining("not in use");
    assertThatThrownBy(() -> memory.generation(b)).hasMessageContaining("not in use");
    AddressSpace.putByte(b + 20, (byte) 1);
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 300; i++) {
                memory.free(memory.allocate(8), 8);
              }
            })
        .hasMessageContaining("written after free");
  }
}
