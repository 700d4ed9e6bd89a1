package dev.muninn.server.command.hash;

import dev.muninn.server.bytes.Buffer;
import dev.muninn.server.bytes.Slice;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.ScanRequest;
import dev.muninn.server.value.Element;
import dev.muninn.server.value.hash.HashValue;
import java.util.Arrays;

/** What one HSCAN has found, copied until the cursor has been replied. */
final class FoundFields implements AutoCloseable {
  private final Context c;
  private final ScanRequest request;
  private final boolean withValues;
  private final Buffer texts;
  private final Slice slice = new Slice();
  private int[] lengths = new int[16];
  private int found;
  private long seen;

  FoundFields(Context c, ScanRequest request, boolean withValues) {
    this.c = c;
    this.request = request;
    this.withValues = withValues;
    texts = new Buffer(c.keyspace().memory(), 256);
  }

  /** Goes on until enough was seen. @return the next cursor */
  long run(HashValue hash) {
    long left = request.count() > Long.MAX_VALUE / 10 ? Long.MAX_VALUE : request.count() * 10;
    long cursor = request.cursor();
    do {
      cursor = hash.scan(cursor, this::visit);
    } while (cursor != 0 && left-- > 0 && seen < request.count());
    return cursor;
  }

  private void visit(Element field, Element value) {
    seen++;
    if (request.wants(field.text(c.keyspace().memory()))) {
      add(field);
      if (withValues) {
        add(value);
      }
    }
  }

  private void add(Element element) {
    Slice text = element.text(c.keyspace().memory());
    if (found == lengths.length) {
      lengths = Arrays.copyOf(lengths, 2 * found);
    }
    lengths[found++] = text.length();
    texts.put(text);
  }

  void reply() {
    c.reply().array(found);
    int at = texts.readIndex();
    for (int i = 0; i < found; i++) {
      c.reply().bulk(texts.slice(at, lengths[i], slice));
      at += lengths[i];
    }
  }

  @Override
  public void close() {
    texts.close();
  }
}
