package dev.muninn.tracepoint.recorder;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands between the header and the fields of each event of a session.
 *
 * @param fields in their order; none twice
 */
record EventContext(List<ContextField> fields) {
  static final EventContext NONE = new EventContext(List.of());

  EventContext {
    fields = List.copyOf(fields);
  }

  /** Bytes it takes of an event. */
  int size() {
    return fields.stream().mapToInt(ContextField::size).sum();
  }

  EventContext with(ContextField field) {
    List<ContextField> more = new ArrayList<>(fields);
    more.add(field);
    return new EventContext(more);
  }

  /** The bytes for the events of the calling thread. */
  byte[] of(ThreadIdentity thread) {
    ByteBuffer bytes = ByteBuffer.allocate(size()).order(ByteOrder.nativeOrder());
    for (ContextField field : fields) {
      switch (field) {
        case VPID -> bytes.putInt((int) ProcessHandle.current().pid());
        case VTID -> bytes.putInt(thread.vtid());
        case PROCNAME -> {
          int next = bytes.position() + ContextField.NAME_BYTES;
          bytes.put(thread.systemName()).position(next);
        }
      }
    }
    return bytes.array();
  }
}
