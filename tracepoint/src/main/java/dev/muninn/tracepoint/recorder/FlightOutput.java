package dev.muninn.tracepoint.recorder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A ring: packets stay where threads have written them. */
final class FlightOutput implements SessionOutput {
  private final FlightFile file;
  private boolean described;

  FlightOutput(FlightFile file) {
    this.file = file;
  }

  @Override
  public void metadata(String text) throws RecorderException {
    file.metadata(text);
    described = true;
  }

  @Override
  public boolean described() {
    return described;
  }

  /** Nothing is to be written; this looks whether the file is still there. */
  @Override
  public int flush(boolean partly) throws IOException {
    if (partly) {
      file.requireWhole();
    }
    return 0;
  }

  @Override
  public void requireWhole() throws IOException {
    file.requireWhole();
  }

  @Override
  public void tellLost(Streams streams) {
    // A slot tells of what was lost before it.
  }

  @Override
  public void rotateIfDue(long now) {
    // There are no chunks.
  }

  @Override
  public Path rotate() throws RecorderException {
    throw new RecorderException("a flight recorder has no chunks: mode=FLIGHT");
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  @Override
  public long unwritten(int contextSize, Map<Integer, EventPlans.Known> known) {
    return 0;
  }

  @Override
  public long bytes() {
    return 0;
  }

  @Override
  public long packets() {
    return 0;
  }

  @Override
  public int rotations() {
    return 0;
  }
}
