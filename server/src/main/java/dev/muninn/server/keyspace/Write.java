package dev.muninn.server.keyspace;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.structure.Entry;
import dev.muninn.server.structure.EntryTable;
import dev.muninn.server.structure.Structures;
import dev.muninn.server.value.EncodingLimits;
import dev.muninn.server.value.Place;
import dev.muninn.server.value.Value;
import dev.muninn.server.value.ValueType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The one way in which a command changes a key: looked up once, changed by a view of its type,
 * ended by {@link #done}, {@link #remove} or {@link #unchanged}. Ending it is what tells everybody
 * who has to know. Made by {@link Writes}; valid for one command.
 */
public final class Write implements Place {
  private final Keyspace keyspace;
  private final Entry entry;
  private final Slice key = new Slice();
  private final @Nullable Value[] edits = new @Nullable Value[Types.ids()];
  private @Nullable Database db;
  private boolean open;
  private boolean existed;

  Write(Keyspace keyspace) {
    this.keyspace = keyspace;
    entry = keyspace.newEntry();
  }

  Write open(Database database, Slice name) {
    db = database;
    open = true;
    Slice ignored = key.set(name);
    existed = database.find(name, entry);
    if (existed) {
      keyspace.touch(database, entry);
    }
    return this;
  }

  boolean isOpen() {
    return open;
  }

  void abandon() {
    open = false;
  }

  /** The database. */
  public Database db() {
    return Objects.requireNonNull(db);
  }

  /** Whether the key exists; one whose time is over does not, even while expiry is paused. */
  public boolean exists() {
    return existed && entry.isPresent();
  }

  /** Whether the key exists and holds a value of a type. */
  public boolean holds(ValueType<?, ?> type) {
    return entry.isPresent() && entry.type() == type.id();
  }

  /**
   * The view to change what the key holds, or to give it what it does not hold yet.
   *
   * @throws IllegalStateException it holds something of another type
   */
  public <V extends Value, E extends V> E edit(ValueType<V, E> type) {
    if (entry.isPresent() && entry.type() != type.id()) {
      throw new IllegalStateException("write: type=" + entry.type() + " wanted=" + type.id());
    }
    return replace(type);
  }

  /** The view to store a value whatever the key holds. */
  @SuppressWarnings("unchecked") // a type makes views of its own class, and nobody else writes here
  public <V extends Value, E extends V> E replace(ValueType<V, E> type) {
    Value known = edits[type.id()];
    E edit;
    if (known == null) {
      edit = type.newEdit(this);
      edits[type.id()] = edit;
    } else {
      edit = (E) known;
    }
    edit.bind(entry, keyspace.clock.millis());
    return edit;
  }

  /** When the key expires, milliseconds since the epoch; {@link Entry#NO_EXPIRE}: never. */
  public long expireAt() {
    return entry.expireAt();
  }

  /** Sets when the key expires; {@link Entry#NO_EXPIRE}: never. */
  public void expireAt(long millis) {
    db().table.edit(entry).setExpireAt(millis);
  }

  @Override
  public EntryTable table() {
    return db().table;
  }

  @Override
  public Structures structures() {
    return keyspace.structures();
  }

  @Override
  public EncodingLimits limits() {
    return keyspace.limits();
  }

  @Override
  public Slice key() {
    return key;
  }

  @Override
  public Entry entry() {
    return entry;
  }

  @Override
  public void stored() {
    db().table.lru(entry, keyspace.access.initial());
  }

  /** The key was changed: tells it, counts one change. */
  public void done(KeyEvent event) {
    done(event, 1);
  }

  /**
   * The key was changed.
   *
   * @param changes what it counts as, for save points and INFO
   */
  public void done(KeyEvent event, long changes) {
    check();
    open = false;
    keyspace.stats.dirty += changes;
    keyspace.watch.written(db(), entry);
    keyspace.changes.tell(db(), key, event);
    if (!existed) {
      keyspace.changes.tell(db(), key, KeyEvent.NEW);
    }
  }

  /**
   * The key's last element was taken out: tells the change, and that the key goes.
   *
   * @param changes what it counts as
   */
  public void emptied(KeyEvent event, long changes, Reason reason) {
    check();
    open = false;
    keyspace.stats.dirty += changes;
    keyspace.changes.tell(db(), key, event);
    if (existed) {
      keyspace.remove(db(), key, entry, reason);
    } else {
      table().delete(entry);
    }
  }

  /**
   * Deletes elements whose time is over, and the key when none is left; ends the write.
   *
   * @param most how many, at most
   * @return how many
   */
  int expireElements(int most) {
    return expireElements(Types.of(entry), most);
  }

  private <V extends Value, E extends V> int expireElements(ValueType<V, E> type, int most) {
    E edit = edit(type);
    int expired =
        type.expireElements(
            edit, most, element -> keyspace.changes.tellElement(db(), key, element));
    if (expired == 0) {
      unchanged();
    } else if (type.size(edit) > 0) {
      done(KeyEvent.HEXPIRED, 0);
    } else {
      emptied(KeyEvent.HEXPIRED, 0, Reason.EMPTIED);
    }
    keyspace.stats.expiredFields += expired;
    return expired;
  }

  /** A second event of the same change, after {@link #done}: {@code expire} after {@code set}. */
  public void also(KeyEvent event) {
    keyspace.changes.tell(db(), key, event);
  }

  /** Nothing was changed. */
  public void unchanged() {
    check();
    open = false;
  }

  /** Deletes the key, which exists. */
  public void remove(Reason reason) {
    check();
    open = false;
    keyspace.remove(db(), key, entry, reason);
  }

  /**
   * Moves what another key holds to this one, in place of what this one holds; ends both writes.
   *
   * @param from another key, which exists
   * @param left what the bus is told of the other key
   * @param came what the bus is told of this one
   */
  public void take(Write from, KeyEvent left, KeyEvent came) {
    check();
    from.check();
    keyspace.makeRoom(this);
    if (!from.db().table.find(from.key, from.entry)) {
      throw new IllegalStateException("write take: the source has gone");
    }
    keyspace.give(from, this);
    from.open = false;
    keyspace.remove(from.db(), from.key, from.entry, Reason.MOVED);
    open = false;
    keyspace.stats.dirty++;
    keyspace.watch.written(db(), entry);
    keyspace.watch.moved(from.db(), from.key, entry);
    keyspace.changes.tell(from.db(), from.key, left);
    keyspace.changes.tell(db(), key, came);
    if (!existed) {
      keyspace.changes.tell(db(), key, KeyEvent.NEW);
    }
  }

  /** Copies what a key that exists holds to this one, in place of what this one holds. */
  public void copy(Database from, Slice name, KeyEvent event) {
    check();
    keyspace.copy(from, name, this);
    done(event);
  }

  private void check() {
    if (!open) {
      throw new IllegalStateException("write: ended twice");
    }
  }
}
