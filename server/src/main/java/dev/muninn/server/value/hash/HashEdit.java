package dev.muninn.server.value.hash;

import dev.muninn.server.bytes.Buffer;
import dev.muninn.server.bytes.Slice;
import dev.muninn.server.store.OutOfStoreMemoryException;
import dev.muninn.server.structure.Entry;
import dev.muninn.server.structure.EntryEditor;
import dev.muninn.server.structure.EntryTable;
import dev.muninn.server.structure.Listpack;
import dev.muninn.server.structure.ListpackEditor;
import dev.muninn.server.value.Place;
import java.util.function.Consumer;

/** A hash, to change; that of a key which does not exist comes into being with its first field. */
public final class HashEdit extends HashValue {
  /** In place of an expire time: what the field has is kept. */
  public static final long KEEP = -2;

  /** What became of a change to a field's time to live. */
  public enum Expiry {
    /** There is no such field. */
    NO_FIELD(-2),
    /** The field has no time to live. */
    NONE(-1),
    /** A condition was not met. */
    UNCHANGED(0),
    /** It was changed. */
    CHANGED(1);

    private final int code;

    Expiry(int code) {
      this.code = code;
    }

    /** What commands reply. */
    public int code() {
      return code;
    }
  }

  /** Says whether a time to live may be changed. */
  public interface Condition {
    /**
     * Whether the change is to be made.
     *
     * @param current when the field expires now; {@link Entry#NO_EXPIRE}: never
     */
    boolean meets(long current);
  }

  private static final Slice EMPTY = new Slice();

  private final Place place;
  private final ListpackEditor packed = new ListpackEditor();

  HashEdit(Place place) {
    super(place.structures());
    this.place = place;
  }

  private EntryEditor edit() {
    return place.table().edit(entry);
  }

  private EntryTable editTable() {
    return edit().table(table);
  }

  private ListpackEditor editPacked() {
    return packed.at(edit());
  }

  /** So many fields are about to be set: beyond the limit a table is made at once. */
  public void expect(long fields) {
    if (entry.isPresent() && isPacked() && fields > place.limits().hashEntries) {
      convert();
    }
  }

  /**
   * Sets a field.
   *
   * @param expireAt when it expires, {@link Entry#NO_EXPIRE}, or {@link #KEEP}
   * @return whether it was not there
   * @throws OutOfStoreMemoryException no room; the hash is as it was
   */
  public boolean set(Slice name, Slice content, long expireAt) {
    boolean fresh = !entry.isPresent();
    if (fresh) {
      create();
    }
    try {
      if (isPacked()) {
        if (staysPacked(name, content, expireAt)) {
          return setPacked(name, content);
        }
        convert();
      }
      return setInTable(name, content, expireAt);
    } catch (OutOfStoreMemoryException e) {
      if (fresh) {
        place.table().delete(entry);
      }
      throw e;
    }
  }

  private void create() {
    place.table().insert(entry, place.key(), Entry.HASH, Entry.LISTPACK, EMPTY, Entry.NO_EXPIRE);
    try {
      ListpackEditor ignored = packed.create(edit());
    } catch (OutOfStoreMemoryException e) {
      place.table().delete(entry);
      throw e;
    }
    place.stored();
    bound();
  }

  private boolean staysPacked(Slice name, Slice content, long expireAt) {
    long most = place.limits().hashValue;
    return expireAt < 0
        && name.length() <= most
        && content.length() <= most
        && place.limits().hashEntries > 0
        && entry.valueLength() + 32L + name.length() + content.length() <= Listpack.MAX_BYTES;
  }

  private boolean setPacked(Slice name, Slice content) {
    Listpack cursor = editPacked().cursor();
    boolean there = cursor.first() && cursor.find(name, 1);
    if (there) {
      boolean ignored = cursor.next();
      packed.replace(content);
      bound();
      return false;
    }
    packed.append(name);
    try {
      packed.append(content);
    } catch (OutOfStoreMemoryException e) {
      packed.delete(1);
      throw e;
    }
    bound();
    if (size() > place.limits().hashEntries) {
      convert();
    }
    return true;
  }

  private boolean setInTable(Slice name, Slice content, long expireAt) {
    EntryTable fields = editTable();
    boolean there = fields.find(name, element);
    boolean alive = there && !isOver(element);
    long kept = alive ? element.expireAt() : Entry.NO_EXPIRE;
    long wanted = expireAt == KEEP ? kept : expireAt;
    if (there) {
      fields.edit(element).setString(content, wanted);
    } else {
      fields.insertString(element, name, content, wanted);
    }
    sync();
    return !alive;
  }

  /** Makes the listpack a table. */
  private void convert() {
    EntryTable fields = structures.newTable();
    Slice name = new Slice();
    Slice content = new Slice();
    try (Buffer text = new Buffer(memory(), 64)) {
      for (boolean more = list.first(); more; more = list.next()) {
        text.clear();
        Slice fieldName = text(text, name);
        boolean ignored = list.next();
        Slice fieldContent = text(text, content);
        boolean found = fields.find(fieldName, element);
        if (found) {
          throw new IllegalStateException("hash: field twice in a listpack");
        }
        fields.insertString(element, fieldName, fieldContent, Entry.NO_EXPIRE);
      }
      edit().setTable(Entry.HASH, fields);
    } catch (OutOfStoreMemoryException e) {
      fields.close();
      throw e;
    }
    bound();
  }

  /** The bytes under the cursor of the listpack; digits are put into {@code text}. */
  private Slice text(Buffer text, Slice out) {
    if (!list.isLong()) {
      return list.value(out);
    }
    int from = text.writeIndex();
    text.putDecimal(list.longValue());
    return text.slice(from, text.writeIndex() - from, out);
  }

  /** Deletes a field. @return whether it was there; the key remains even when it is the last */
  public boolean delete(Slice name) {
    if (!entry.isPresent()) {
      return false;
    }
    if (isPacked()) {
      Listpack cursor = editPacked().cursor();
      boolean there = cursor.first() && cursor.find(name, 1);
      if (there) {
        packed.delete(2);
        bound();
      }
      return there;
    }
    EntryTable fields = editTable();
    if (!fields.find(name, element)) {
      return false;
    }
    boolean alive = !isOver(element);
    fields.delete(element);
    sync();
    return alive;
  }

  /** Sets when a field expires, if a condition is met. */
  public Expiry expire(Slice name, long expireAt, Condition condition) {
    if (!find(name)) {
      return Expiry.NO_FIELD;
    }
    if (!condition.meets(expireAt())) {
      return Expiry.UNCHANGED;
    }
    if (isPacked()) {
      convert();
    }
    EntryTable fields = editTable();
    boolean ignored = fields.find(name, element);
    fields.edit(element).setExpireAt(expireAt);
    sync();
    return Expiry.CHANGED;
  }

  /** Removes a field's time to live. */
  public Expiry persist(Slice name) {
    if (!find(name)) {
      return Expiry.NO_FIELD;
    }
    if (expireAt() == Entry.NO_EXPIRE) {
      return Expiry.NONE;
    }
    EntryTable fields = editTable();
    boolean ignored = fields.find(name, element);
    fields.edit(element).clearExpire();
    sync();
    return Expiry.CHANGED;
  }

  /** Deletes fields whose time is over, up to some number; gives each name before it goes. */
  int deleteOver(int most, Consumer<Slice> deleted) {
    if (!entry.isPresent() || isPacked()) {
      return 0;
    }
    EntryTable fields = editTable();
    int[] count = {0};
    Slice name = new Slice();
    long cursor = 0;
    do {
      cursor =
          fields.scanExpires(
              cursor,
              e -> {
                if (isOver(e)) {
                  deleted.accept(e.key(name));
                  fields.delete(e);
                  count[0]++;
                }
              });
    } while (cursor != 0 && count[0] < most);
    sync();
    return count[0];
  }

  /** The database is to know which of its keys have elements that expire. */
  private void sync() {
    boolean expire = table.expires() > 0;
    if (entry.elementsExpire() != expire) {
      edit().elementsExpire(expire);
    }
    bound();
  }
}
