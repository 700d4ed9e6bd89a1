package dev.muninn.server.value.hash;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.store.Memory;
import dev.muninn.server.structure.Entry;
import dev.muninn.server.structure.EntryTable;
import dev.muninn.server.structure.Listpack;
import dev.muninn.server.structure.Structures;
import dev.muninn.server.value.Element;
import dev.muninn.server.value.Value;
import java.util.random.RandomGenerator;

/** A hash, to read. A field whose time is over is not there. */
public sealed class HashValue extends Value permits HashEdit {
  /** Draws of a random field before one whose time is over is given up on, as in Valkey. */
  private static final int RANDOM_TRIES = 100;

  /** Receives fields and their values. */
  public interface Visitor {
    /** A field and its value, both valid during the call. */
    void field(Element field, Element value);
  }

  final Structures structures;
  final EntryTable table;
  final Entry element;
  final Listpack list = new Listpack();
  private final Slice bytes = new Slice();
  private final Slice fieldBytes = new Slice();
  private final Element field = new Element();
  private final Element value = new Element();

  HashValue(Structures structures) {
    super(structures.newEntry());
    this.structures = structures;
    table = structures.newTable();
    element = structures.newEntry();
  }

  @Override
  protected void bound() {
    if (!entry.isPresent()) {
      return;
    }
    if (isPacked()) {
      Listpack ignored = list.at(entry.value(bytes));
    } else {
      EntryTable ignored = entry.table(table);
    }
  }

  /** Where the value's bytes are. */
  public final Memory memory() {
    return structures.memory();
  }

  /** Whether it is a listpack. */
  public final boolean isPacked() {
    return entry.encoding() == Entry.LISTPACK;
  }

  /** Number of fields, those included whose time is over but that are not yet deleted. */
  public final long size() {
    if (!entry.isPresent()) {
      return 0;
    }
    return isPacked() ? list.count() / 2 : table.size();
  }

  /** Number of fields that have a time to live. */
  public final long expires() {
    return !entry.isPresent() || isPacked() ? 0 : table.expires();
  }

  /** Looks a field up. @return whether it is there; {@link #value} then tells what it holds */
  public final boolean find(Slice name) {
    if (!entry.isPresent()) {
      return false;
    }
    if (isPacked()) {
      return list.first() && list.find(name, 1);
    }
    return table.find(name, element) && !isOver(element);
  }

  /** The name of the field that was found, valid until the next call of this or a change. */
  public final Element field() {
    return isPacked() ? field.set(list) : field.set(element.key(fieldBytes));
  }

  /** The value of the field that was found, valid until the next call of this or a change. */
  public final Element value() {
    if (!isPacked()) {
      return value.set(element.value(bytes));
    }
    int at = list.position();
    boolean ignored = list.next();
    Element found = value.set(list);
    list.position(at);
    return found;
  }

  /** When the field that was found expires; {@link Entry#NO_EXPIRE}: never. */
  public final long expireAt() {
    return isPacked() ? Entry.NO_EXPIRE : element.expireAt();
  }

  /** Gives all fields, in no order. */
  public final void forEach(Visitor visitor) {
    long cursor = 0;
    do {
      cursor = scan(cursor, visitor);
    } while (cursor != 0);
  }

  /**
   * One step through the fields, with the guarantees of SCAN.
   *
   * @param cursor 0 to begin, then what the last step returned
   * @return the next cursor, 0 at the end; a packed hash is given in one step
   */
  public final long scan(long cursor, Visitor visitor) {
    if (!entry.isPresent()) {
      return 0;
    }
    if (!isPacked()) {
      return table.scan(
          cursor,
          e -> {
            if (!isOver(e)) {
              visitor.field(field.set(e.key(fieldBytes)), value.set(e.value(bytes)));
            }
          });
    }
    for (boolean more = list.first(); more; more = list.next()) {
      Element name = field.set(list);
      boolean ignored = list.next();
      visitor.field(name, value.set(list));
    }
    return 0;
  }

  /** Goes to a field drawn evenly. @return false: none was found whose time is not over */
  public final boolean random(RandomGenerator random) {
    if (size() == 0) {
      return false;
    }
    if (isPacked()) {
      return list.seek(2L * random.nextInt(list.count() / 2));
    }
    for (int i = 0; i < RANDOM_TRIES; i++) {
      if (table.random(random, element) && !isOver(element)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a field's time is over. */
  final boolean isOver(Entry at) {
    long expireAt = at.expireAt();
    return expireAt != Entry.NO_EXPIRE && now > expireAt;
  }
}
