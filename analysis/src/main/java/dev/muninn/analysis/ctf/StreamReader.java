package dev.muninn.analysis.ctf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One stream, event by event. A window of the current packet is in memory; it grows only for an
 * event that does not fit.
 */
final class StreamReader implements AutoCloseable {
  private static final int FIRST_WINDOW = 1 << 12;
  private static final int MAX_WINDOW = 1 << 26;
  private static final int SLIDE = 512;
  private static final int MOST_LOSSES = 10_000;
  private static final long MAGIC = 0xC1FC1FC1L;

  private final TraceLayout trace;
  private final Path path;
  private final Warnings warnings;
  private final FileChannel channel;
  private final TimeRange range;
  private final boolean wholePackets;
  private final int window;
  final DecodeState state = new DecodeState();

  private long fileSize;
  private long packetStart;
  private long packetBytes;
  // Of the packet's content, as far as the file has it.
  private long contentBits;
  private boolean cut;
  private boolean beyondTime;
  private boolean inPacket;
  // Of the packet: where the window begins, and how much it holds.
  private long base;
  private int loaded;
  private int position;

  private @Nullable StreamLayout stream;
  private ClockScale scale = new ClockScale(null);
  long instance = -1;

  /** Its place among streams with an event of one time. */
  int rank;

  /** The packet's bytes before its first event, and their anchors. */
  final DecodeState packetState = new DecodeState();

  int[] packetAnchors = new int[4];

  /** The current event's. */
  int[] anchors = new int[8];

  @Nullable EventType type;
  long nanos;

  /** The tracer's count of events lost in this stream, at the first packet; -1 before it. */
  long firstDiscarded = -1;

  /** The same at the current packet. */
  long lastDiscarded;

  /** Beginning of the first packet, in nanoseconds. */
  long firstBegin;

  /** End of the current packet, in nanoseconds. */
  long lastEnd;

  /** The first packet's number in the stream; -1 before it, and where packets have none. */
  long firstSequence = -1;

  /** The current packet's. */
  long lastSequence = -1;

  final List<Loss> losses = new ArrayList<>();

  /**
   * Opens a stream. Its window begins small: so the first events already show the JIT compiler the
   * end of a window, and what it compiles next is not thrown away at the first one.
   *
   * @param window bytes of the file in memory
   * @param wholePackets whether a packet that the file does not wholly have is left for later
   */
  StreamReader(
      TraceLayout trace,
      Path path,
      TimeRange range,
      int window,
      boolean wholePackets,
      Warnings warnings)
      throws IOException {
    this.trace = trace;
    this.path = path;
    this.range = range;
    this.wholePackets = wholePackets;
    this.warnings = warnings;
    channel = FileChannel.open(path);
    fileSize = channel.size();
    this.window = (int) Math.min(window, Math.max(SLIDE, fileSize));
    state.registers = new long[trace.headerRegisters];
    state.buffer = new byte[Math.min(this.window, FIRST_WINDOW) + DecodeState.SLACK];
  }

  /** The stream class's id, or -1 before the first packet. */
  long streamClass() {
    return stream == null ? -1 : stream.id();
  }

  Path path() {
    return path;
  }

  TraceLayout trace() {
    return trace;
  }

  /** Whether all of the file is read, or will be: it did not end before its end. */
  boolean toItsEnd() {
    return packetStart != Long.MAX_VALUE;
  }

  /** Bytes passed. */
  long bytesRead() {
    return Math.min(fileSize, inPacket ? packetStart + base + (position >>> 3) : packetStart);
  }

  /** Looks whether the file has grown. */
  void refresh() throws TraceException {
    try {
      fileSize = channel.size();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** Goes to the next event of the range; false where there is none (yet). */
  boolean next() throws TraceException {
    while (true) {
      if (inPacket) {
        int start = position;
        long clock = state.clock;
        int end = start < state.limit ? decode(start) : Node.MORE;
        if (end > start) {
          position = end;
          nanos = scale.exactNanos(state.clock);
          if (nanos >= range.begin()) {
            if (nanos <= range.end()) {
              return true;
            }
            inPacket = false;
            packetStart = Long.MAX_VALUE;
            return false;
          }
          continue;
        }
        state.clock = clock;
        if (end == Node.MORE && fill()) {
          continue;
        }
        endPacket(start, end);
      }
      if (!nextPacket()) {
        return false;
      }
    }
  }

  private int decode(int start) throws TraceException {
    StreamLayout layout = stream;
    if (layout == null) {
      return Node.BAD;
    }
    int at = layout.header.read(state, start);
    if (at < 0) {
      return at;
    }
    EventType found = layout.event(state.headerId);
    if (found == null || !scale.fits(state.clock)) {
      beyondTime = found != null;
      return Node.BAD;
    }
    if (found != type) {
      turnTo(found);
    }
    return found.layout.scan(state, anchors, at);
  }

  private void turnTo(EventType found) {
    type = found;
    if (anchors.length < found.layout.anchorCount) {
      anchors = new int[found.layout.anchorCount];
    }
  }

  private void endPacket(int start, int end) {
    inPacket = false;
    long left = contentBits - base * 8 - start;
    if (cut) {
      warnings.add(
          "%s: the last packet is cut: offset=%d missing=%d bytes"
              .formatted(path, packetStart, packetStart + packetBytes - fileSize));
      packetStart = fileSize;
      return;
    }
    if (left > 0) {
      String why = end == Node.BAD ? reason() : "event that cannot be";
      warnings.add(
          "%s: %s: offset=%d; the rest of its packet is left out"
              .formatted(path, why, packetStart + base + (start >>> 3)));
    }
    packetStart += packetBytes;
  }

  private String reason() {
    if (beyondTime) {
      beyondTime = false;
      return "time beyond 64 bits of nanoseconds";
    }
    return stream != null && stream.event(state.headerId) == null
        ? "unknown event: id=" + Long.toUnsignedString(state.headerId)
        : "event that cannot be";
  }

  /** Reads more of the packet; false where the window has all that is left of it. */
  private boolean fill() throws TraceException {
    long available = (contentBits + 7) / 8;
    if (base + loaded >= available) {
      return false;
    }
    int kept = (position >>> 3) & -SLIDE;
    int capacity = state.buffer.length - DecodeState.SLACK;
    if (kept > 0) {
      System.arraycopy(state.buffer, kept, state.buffer, 0, loaded - kept);
      base += kept;
      loaded -= kept;
      position -= kept << 3;
    }
    if (capacity < window) {
      state.buffer =
          Arrays.copyOf(state.buffer, Math.min(window, 2 * capacity) + DecodeState.SLACK);
    } else if (kept == 0 && loaded == capacity) {
      if (capacity >= MAX_WINDOW) {
        return false;
      }
      int larger = (int) Math.min(available - base, Math.min(MAX_WINDOW, 2L * capacity));
      state.buffer = Arrays.copyOf(state.buffer, larger + DecodeState.SLACK);
    }
    if (!load(available)) {
      return false;
    }
    state.limit = (int) Math.min(contentBits - base * 8, loaded * 8L);
    return true;
  }

  /** Reads up to a place of the packet into what is free of the window; false at the end. */
  private boolean load(long upTo) throws TraceException {
    int capacity = state.buffer.length - DecodeState.SLACK;
    int wanted = (int) Math.min(capacity - loaded, upTo - base - loaded);
    int before = loaded;
    try {
      ByteBuffer target = ByteBuffer.wrap(state.buffer, loaded, wanted);
      while (target.hasRemaining()) {
        int count = channel.read(target, packetStart + base + loaded);
        if (count <= 0) {
          break;
        }
        loaded += count;
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
    return loaded > before;
  }

  private TraceException unreadable(IOException e) {
    return new TraceException("%s: cannot be read: %s".formatted(path, e.getMessage()), e);
  }

  /** Opens the next packet of the range; false where there is none (yet). */
  private boolean nextPacket() throws TraceException {
    while (packetStart < fileSize) {
      base = 0;
      loaded = 0;
      position = 0;
      cut = false;
      packetBytes = fileSize - packetStart;
      contentBits = Math.min(packetBytes, Long.MAX_VALUE / 8) * 8;
      load(packetBytes);
      state.limit = loaded * 8;
      int end = head();
      while (end == Node.MORE && fill()) {
        end = head();
      }
      if (end < 0) {
        if (end == Node.MORE && wholePackets) {
          return false;
        }
        if (end == Node.MORE) {
          warnings.add("%s: the last packet is cut: offset=%d".formatted(path, packetStart));
        }
        packetStart = Long.MAX_VALUE;
        return false;
      }
      if (!measure(end)) {
        return false;
      }
      if (inPacket) {
        return true;
      }
      packetStart += packetBytes;
    }
    return false;
  }

  /** Reads the packet's header and context. */
  private int head() {
    DecodeState s = state;
    RecordLayout header = trace.packetHeaderLayout;
    int[] at = new int[header.anchorCount];
    StreamLayout known = stream;
    trace.forgetHeader(s);
    int end = header.scan(s, at, 0);
    if (end < 0) {
      return end;
    }
    long magic = trace.magic.value(header, s, at, MAGIC);
    if (magic != MAGIC) {
      warnings.add(
          "%s: no packet where one should begin: offset=%d magic=0x%08x"
              .formatted(path, packetStart, magic));
      return Node.BAD;
    }
    long id = trace.streamId.value(header, s, at, 0);
    instance = trace.instanceId.value(header, s, at, -1);
    StreamLayout layout = trace.stream(id);
    if (layout == null || (known != null && known != layout)) {
      warnings.add(
          "%s: unknown stream: offset=%d stream_id=%s"
              .formatted(path, packetStart, Long.toUnsignedString(id)));
      return Node.BAD;
    }
    if (known == null) {
      stream = layout;
      scale = trace.scale(layout);
      state.registers = new long[Math.max(trace.headerRegisters, layout.registers)];
    }
    if (layout.packetHeader != null) {
      layout.packetHeader.skip(s, 0);
    }
    packetAnchors = new int[layout.packet.layout.anchorCount];
    return layout.packet.scan(s, packetAnchors, end);
  }

  /** Learns the packet's sizes and times; false where the stream ends here. */
  private boolean measure(int end) throws TraceException {
    StreamLayout layout = stream;
    if (layout == null) {
      return false;
    }
    PacketLayout packet = layout.packet;
    long left = fileSize - packetStart;
    long rest = Math.min(left, Long.MAX_VALUE / 8) * 8;
    long content = value(packet, packet.contentSize, value(packet, packet.packetSize, rest));
    long size = value(packet, packet.packetSize, (content + 7) & -8);
    if (content < end || size < content || (size & 7) != 0) {
      warnings.add(
          "%s: packet of impossible size: offset=%d content_size=%d packet_size=%d"
              .formatted(path, packetStart, content, size));
      packetStart = Long.MAX_VALUE;
      return false;
    }
    packetBytes = size / 8;
    if (packetBytes > left && wholePackets) {
      return false;
    }
    cut = (content + 7) / 8 > left;
    contentBits = cut ? left * 8 : content;
    if (packetBytes > left && !cut) {
      packetBytes = left; // What is missing is padding.
    }
    long begin = value(packet, packet.timestampBegin, state.clock);
    if (!scale.fits(begin)) {
      warnings.add(
          "%s: packet whose time is beyond 64 bits of nanoseconds: offset=%d"
              .formatted(path, packetStart));
      packetStart = Long.MAX_VALUE;
      return false;
    }
    long last = value(packet, packet.timestampEnd, -1);
    countLosses(packet, scale.nanos(begin), scale.nanos(last == -1 ? begin : last));
    position = end;
    state.clock = begin;
    state.limit = (int) Math.min(contentBits, loaded * 8L);
    inPacket = last == -1 || scale.nanos(last) >= range.begin() || last < begin;
    if (packet.timestampBegin.isThere() && scale.nanos(begin) > range.end()) {
      packetStart = Long.MAX_VALUE;
      inPacket = false;
      return false;
    }
    keepHead(end);
    return true;
  }

  private void countLosses(PacketLayout packet, long from, long to) {
    if (packet.sequence.isThere()) {
      long number = value(packet, packet.sequence, 0);
      if (firstSequence < 0) {
        firstSequence = number;
      } else if (number > lastSequence + 1) {
        addLoss(Loss.Kind.PACKETS, number - lastSequence - 1, lastEnd, from);
      }
      lastSequence = number;
    }
    long count = value(packet, packet.discarded, 0);
    if (firstDiscarded < 0) {
      firstDiscarded = Math.max(0, count);
      firstBegin = from;
      if (count > 0) {
        addLoss(Loss.Kind.EVENTS, Loss.UNKNOWN, from, to);
      }
    } else if (count > lastDiscarded) {
      addLoss(Loss.Kind.EVENTS, count - lastDiscarded, lastEnd, to);
    }
    lastDiscarded = Math.max(lastDiscarded, count);
    lastEnd = to;
  }

  private void addLoss(Loss.Kind kind, long count, long from, long to) {
    if (losses.size() < MOST_LOSSES) {
      losses.add(loss(kind, count, from, to));
    }
  }

  /** A loss in this stream. */
  Loss loss(Loss.Kind kind, long count, long from, long to) {
    return new Loss(trace.source, streamClass(), instance, kind, count, from, to);
  }

  private long value(PacketLayout packet, RoleField field, long otherwise) {
    return field.value(packet.layout, state, packetAnchors, otherwise);
  }

  /** Keeps the packet's fields while the window moves on. */
  private void keepHead(int end) {
    int bytes = (end + 7) / 8;
    if (packetState.buffer.length < bytes + DecodeState.SLACK) {
      packetState.buffer = new byte[bytes + DecodeState.SLACK];
    }
    System.arraycopy(state.buffer, 0, packetState.buffer, 0, bytes);
    packetState.limit = end;
    packetState.registers = state.registers;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // Nothing was written.
    }
  }
}
