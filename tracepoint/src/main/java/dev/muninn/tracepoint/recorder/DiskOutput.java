package dev.muninn.tracepoint.recorder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Files of a CTF trace, in chunks where limits or a user ask for it. */
final class DiskOutput implements SessionOutput {
  private final SessionOptions options;
  private final ChunkDirectories chunks;
  private final SlotFlusher flusher;

  /** The newest text; written before the first packet that may need it. */
  private volatile @Nullable String metadata;

  private @Nullable String written;
  private boolean failed;
  private long chunkBegun = System.nanoTime();
  private final AtomicLong packets = new AtomicLong();
  private volatile long bytes;
  private volatile int rotations;

  DiskOutput(SessionOptions options, TraceEnvironment environment, SlotPool pool)
      throws IOException {
    this.options = options;
    boolean rotating = options.rotateBytes() > 0 || !options.rotateTime().isZero();
    chunks = new ChunkDirectories(options.output(), environment, rotating, options.keepChunks());
    flusher = new SlotFlusher(pool);
  }

  @Override
  public void metadata(String text) {
    metadata = text;
  }

  @Override
  public boolean described() {
    return metadata != null;
  }

  @Override
  public int flush(boolean partly) throws IOException {
    return failed ? 0 : guarded(() -> flusher.flush(partly, this::write));
  }

  private interface Work {
    int run() throws IOException;
  }

  /** After an error nothing is written any more: what is there stays a trace. */
  private int guarded(Work work) throws IOException {
    try {
      writeMetadata();
      return work.run();
    } catch (IOException e) {
      failed = true;
      throw e;
    }
  }

  private void write(CtfPacket packet, ByteBuffer events) throws IOException {
    // Read after the events were: it knows all of them.
    writeMetadata();
    long size = packet.headerBytes() + (long) events.remaining();
    if (options.maxBytes() > 0 && chunks.bytes() + size > options.maxBytes()) {
      throw new IOException("size limit reached: maxBytes=" + options.maxBytes());
    }
    chunks.packet(packet, events);
    packets.incrementAndGet();
    bytes = chunks.bytes();
  }

  private void writeMetadata() throws IOException {
    String text = metadata;
    if (text != null && !text.equals(written)) {
      chunks.metadata(text);
      written = text;
      bytes = chunks.bytes();
    }
  }

  @Override
  public void tellLost(Streams streams) throws IOException {
    if (failed) {
      return;
    }
    guarded(
        () -> {
          for (StreamWriter writer : streams.writers()) {
            flusher.tellLost(writer.stream(), writer.lost(), writer.thread(), this::write);
          }
          for (Stream stream : streams.idle()) {
            flusher.tellLost(stream, stream.lost, ThreadIdentity.NONE, this::write);
          }
          return 0;
        });
  }

  @Override
  public void rotateIfDue(long now) throws IOException {
    boolean large = options.rotateBytes() > 0 && chunks.chunkBytes() >= options.rotateBytes();
    boolean old =
        !options.rotateTime().isZero() && now - chunkBegun >= options.rotateTime().toNanos();
    if (large || old) {
      flush(true);
      rotate();
    }
  }

  @Override
  public Path rotate() throws IOException {
    try {
      Path closed = chunks.rotate();
      rotations = chunks.rotations();
      bytes = chunks.bytes();
      chunkBegun = System.nanoTime();
      return closed;
    } catch (IOException e) {
      failed = true;
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    chunks.close();
  }

  @Override
  public long unwritten(int contextSize, Map<Integer, EventPlans.Known> known) {
    return failed ? flusher.unwritten(contextSize, known) : 0;
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public long packets() {
    return packets.get();
  }

  @Override
  public int rotations() {
    return rotations;
  }
}
