package dev.muninn.tracepoint.recorder;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;

/**
 * What stands before the events of a packet on disk. No padding: content and packet end together.
 *
 * @param stream number of the stream
 * @param begin time of the first event, or of the last one before it
 * @param end time of the last event
 * @param sequence number of the packet in its stream
 * @param lost events of the stream lost so far
 * @param vtid id of the thread
 * @param name of the thread in UTF-8, NUL-terminated
 */
@SuppressWarnings("ArrayRecordComponent") // packets are not compared
record CtfPacket(
    int stream, long begin, long end, long sequence, long lost, int vtid, byte[] name) {
  private static final int MAGIC = 0xc1fc1fc1;
  private static final int FIXED_SIZE = 4 + 16 + 4 + 8 + 6 * Long.BYTES + Integer.BYTES;

  /** Bytes of the header. */
  int headerBytes() {
    return FIXED_SIZE + name.length;
  }

  /** The header of a packet with so many bytes of events, ready to be read. */
  ByteBuffer header(UUID uuid, int eventBytes) {
    long bits = (headerBytes() + (long) eventBytes) * Byte.SIZE;
    ByteBuffer out = ByteBuffer.allocateDirect(headerBytes()).order(ByteOrder.nativeOrder());
    out.putInt(MAGIC);
    putUuid(uuid, out);
    out.putInt(0);
    out.putLong(stream);
    out.putLong(begin);
    out.putLong(end);
    out.putLong(bits);
    out.putLong(bits);
    out.putLong(sequence);
    out.putLong(lost);
    out.putInt(vtid);
    out.put(name);
    return out.flip();
  }

  /** A UUID's bytes in the order its text has them. */
  static void putUuid(UUID uuid, ByteBuffer out) {
    ByteOrder order = out.order();
    out.order(ByteOrder.BIG_ENDIAN);
    out.putLong(uuid.getMostSignificantBits());
    out.putLong(uuid.getLeastSignificantBits());
    out.order(order);
  }
}
