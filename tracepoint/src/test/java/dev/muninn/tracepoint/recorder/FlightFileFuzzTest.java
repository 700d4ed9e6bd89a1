package dev.muninn.tracepoint.recorder;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

class FlightFileFuzzTest {
  private static final int SLOTS = 3;

  @FuzzTest(maxDuration = "10s")
  void shouldRecoverOrRefuseWhateverTheFileHas(FuzzedDataProvider data) throws IOException {
    int slotBytes = FlightFileLayout.MIN_SLOT_BYTES;
    ByteBuffer file =
        ByteBuffer.allocate(FlightFileLayout.SLOTS_OFFSET + SLOTS * slotBytes)
            .order(ByteOrder.nativeOrder());
    file.putLong(FlightFileLayout.MAGIC_OFFSET, FlightFileLayout.MAGIC);
    file.putInt(FlightFileLayout.VERSION_OFFSET, FlightFileLayout.VERSION);
    file.putInt(FlightFileLayout.SLOT_BYTES_OFFSET, slotBytes);
    file.putInt(FlightFileLayout.SLOT_COUNT_OFFSET, SLOTS);
    file.putLong(FlightFileLayout.METADATA_WORD, 10);
    for (int slot = 0; slot < SLOTS; slot++) {
      int base = FlightFileLayout.SLOTS_OFFSET + slot * slotBytes;
      file.putInt(base, FlightFileLayout.SLOT_MAGIC);
      byte[] header = data.consumeBytes(FlightFileLayout.SLOT_HEADER - 4);
      file.put(base + 4, header);
    }
    while (data.remainingBytes() > 5) {
      int at = data.consumeInt(0, FlightFileLayout.SLOTS_OFFSET + SLOTS * slotBytes - 1);
      file.put(at, data.consumeByte());
    }
    Path directory = Files.createTempDirectory("muninn-fuzz");
    try {
      Path path = Files.write(directory.resolve("ring"), file.array());
      FlightFile.recover(path, directory.resolve("trace"));
    } catch (RecorderException e) {
      if (String.valueOf(e.getMessage()).contains("\n")) {
        throw new AssertionError("more than a line", e);
      }
    } finally {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }
}
