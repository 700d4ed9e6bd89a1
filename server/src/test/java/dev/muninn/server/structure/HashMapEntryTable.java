package dev.muninn.server.structure;

import dev.muninn.server.bytes.Buffer;
import dev.muninn.server.bytes.Bytes;
import dev.muninn.server.bytes.Slice;
import dev.muninn.server.store.Memory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The simple table on the heap, against which the other one is compared. */
final class HashMapEntryTable implements EntryTable {
  private static final class Model {
    private final String key;
    private byte[] bytes = new byte[0];
    private @Nullable Long number;
    private long expireAt = Entry.NO_EXPIRE;
    private int lru;
    private boolean resized;
    private int type;
    private int encoding;
    private boolean elementsExpire;

    Model(String key) {
      this.key = key;
    }

    void set(byte[] value) {
      bytes = value;
      number = null;
      resized = false;
      type = Entry.STRING;
      elementsExpire = false;
    }

    byte[] text() {
      return number == null ? bytes : number.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  private final Map<String, Model> models = new HashMap<>();
  private final List<Buffer> views = new ArrayList<>();
  private final Memory memory;

  HashMapEntryTable(Memory memory) {
    this.memory = memory;
  }

  /** What a slice views is a copy, thrown away with the table. */
  private Slice view(byte[] bytes, Slice out) {
    if (views.size() > 16) {
      views.removeFirst().close();
    }
    Buffer buffer = new Buffer(memory, bytes.length + 1);
    views.add(buffer);
    buffer.put(bytes);
    return buffer.slice(0, bytes.length, out);
  }

  private final class HeapEntry extends Entry {
    private final HeapEditor editor = new HeapEditor(this);
    private @Nullable Model model;

    private Model model() {
      Model current = model;
      if (current == null) {
        throw new IllegalStateException("entry: none under the cursor");
      }
      return current;
    }

    @Override
    public boolean isPresent() {
      return model != null;
    }

    @Override
    public void clear() {
      model = null;
    }

    @Override
    public int type() {
      return model().type;
    }

    @Override
    public int encoding() {
      if (model().number != null) {
        return INT;
      }
      if (model().type != STRING) {
        return model().encoding;
      }
      return model().resized || model().bytes.length > MAX_EMBSTR ? RAW : EMBSTR;
    }

    @Override
    public Slice key(Slice out) {
      return view(model().key.getBytes(StandardCharsets.ISO_8859_1), out);
    }

    @Override
    public Slice value(Slice out) {
      if (encoding() == INT) {
        throw new IllegalStateException("entry value: encoding=INT");
      }
      return view(model().bytes, out);
    }

    @Override
    public EntryTable table(EntryTable out) {
      throw new IllegalStateException("entry table: the model holds none");
    }

    @Override
    public long longValue() {
      Long number = model().number;
      if (number == null) {
        throw new IllegalStateException("entry integer: encoding=0");
      }
      return number;
    }

    @Override
    public int valueLength() {
      return model().text().length;
    }

    @Override
    public long expireAt() {
      return model().expireAt;
    }

    @Override
    public boolean elementsExpire() {
      return model().elementsExpire;
    }

    @Override
    public int lru() {
      return model().lru;
    }

    @Override
    public long memoryUsage() {
      long bytes = model().key.length();
      return bytes + valueLength();
    }
  }

  private static final class HeapEditor extends EntryEditor {
    private final HeapEntry entry;

    HeapEditor(HeapEntry entry) {
      this.entry = entry;
    }

    @Override
    public Bytes bytes(Bytes out) {
      throw new IllegalStateException("entry bytes: the model is changed by whole values");
    }

    @Override
    public Bytes bytes(int from, int size, Bytes out) {
      return bytes(out);
    }

    @Override
    public EntryTable table(EntryTable out) {
      return entry.table(out);
    }

    @Override
    public void setString(Slice value) {
      entry.model().set(value.toByteArray());
    }

    @Override
    public void setString(Slice value, long expireAt) {
      setString(value);
      setExpireAt(expireAt);
    }

    @Override
    public void setLong(long value) {
      entry.model().set(new byte[0]);
      entry.model().number = value;
    }

    @Override
    public void setLong(long value, long expireAt) {
      setLong(value);
      setExpireAt(expireAt);
    }

    @Override
    public void set(int type, int encoding, Slice value) {
      setString(value);
      entry.model().type = type;
      entry.model().encoding = encoding;
    }

    @Override
    public void detachTable(EntryTable to) {
      throw new IllegalStateException("model: its tables are not taken away");
    }

    @Override
    public void setTable(int type, EntryTable value) {
      throw new IllegalStateException("entry table: the model holds none");
    }

    @Override
    public void resize(int length) {
      Model model = entry.model();
      model.elementsExpire &= model.number == null;
      model.bytes = Arrays.copyOf(model.text(), length);
      model.number = null;
      model.resized = true;
      model.encoding = Entry.RAW;
    }

    @Override
    public void splice(int at, int removed, int inserted) {
      Model model = entry.model();
      byte[] changed = Arrays.copyOf(model.bytes, model.bytes.length - removed + inserted);
      int tail = at + removed;
      System.arraycopy(model.bytes, tail, changed, at + inserted, model.bytes.length - tail);
      model.bytes = changed;
      model.resized = true;
    }

    @Override
    public void setExpireAt(long expireAt) {
      entry.model().expireAt = expireAt;
    }

    @Override
    public void elementsExpire(boolean expire) {
      entry.model().elementsExpire = expire;
    }
  }

  /** The bytes of an entry's value, to be changed. */
  byte[] bytes(Entry entry) {
    return ((HeapEntry) entry).model().bytes;
  }

  private boolean point(Entry out, @Nullable Model model) {
    ((HeapEntry) out).model = model;
    return model != null;
  }

  @Override
  public Entry newEntry() {
    return new HeapEntry();
  }

  @Override
  public boolean find(Slice key, Entry out) {
    return point(out, models.get(key.toString()));
  }

  @Override
  public boolean contains(Slice key) {
    return models.containsKey(key.toString());
  }

  @Override
  public void insert(Entry missing, Slice key, int type, int encoding, Slice value, long expireAt) {
    Model model = new Model(key.toString());
    Model previous = models.put(model.key, model);
    if (previous != null) {
      throw new IllegalStateException("insert: the key is there");
    }
    point(missing, model);
    model.set(value.toByteArray());
    model.type = type;
    model.encoding = encoding;
    model.expireAt = expireAt;
  }

  @Override
  public void insertLong(Entry missing, Slice key, long value, long expireAt) {
    insert(missing, key, Entry.STRING, Entry.INT, new Slice(), expireAt);
    edit(missing).setLong(value);
  }

  @Override
  public void insertTable(Entry missing, Slice key, int type, EntryTable value, long expireAt) {
    throw new IllegalStateException("entry table: the model holds none");
  }

  @Override
  public void lru(Entry entry, int lru) {
    ((HeapEntry) entry).model().lru = lru & 0xFF_FFFF;
  }

  @Override
  public EntryEditor edit(Entry entry) {
    return ((HeapEntry) entry).editor;
  }

  @Override
  public boolean delete(Slice key) {
    return models.remove(key.toString()) != null;
  }

  @Override
  public void delete(Entry entry) {
    models.remove(((HeapEntry) entry).model().key);
    entry.clear();
  }

  @Override
  public void unlink(Entry entry, LazyFree later) {
    delete(entry);
  }

  @Override
  public long size() {
    return models.size();
  }

  @Override
  public long expires() {
    return models.values().stream().filter(this::expiring).count();
  }

  @Override
  public long elementExpires() {
    return models.values().stream().filter(model -> model.elementsExpire).count();
  }

  private boolean expiring(Model model) {
    return model.expireAt != Entry.NO_EXPIRE;
  }

  @Override
  public long scan(long cursor, Consumer<? super Entry> consumer) {
    return visit(model -> true, consumer);
  }

  @Override
  public long scanExpires(long cursor, Consumer<? super Entry> consumer) {
    return visit(this::expiring, consumer);
  }

  @Override
  public long scanElementExpires(long cursor, Consumer<? super Entry> consumer) {
    return visit(model -> model.elementsExpire, consumer);
  }

  private long visit(Predicate<Model> which, Consumer<? super Entry> consumer) {
    for (Model model : List.copyOf(models.values())) {
      if (which.test(model)) {
        Entry entry = newEntry();
        point(entry, model);
        consumer.accept(entry);
      }
    }
    return 0;
  }

  @Override
  public boolean random(RandomGenerator random, Entry out) {
    return draw(model -> true, random, out);
  }

  @Override
  public boolean randomExpire(RandomGenerator random, Entry out) {
    return draw(this::expiring, random, out);
  }

  private boolean draw(Predicate<Model> which, RandomGenerator random, Entry out) {
    List<Model> all = models.values().stream().filter(which).toList();
    return point(out, all.isEmpty() ? null : all.get(random.nextInt(all.size())));
  }

  @Override
  public int sample(int wanted, RandomGenerator random, Consumer<? super Entry> consumer) {
    return give(model -> true, wanted, consumer);
  }

  @Override
  public int sampleExpires(int wanted, RandomGenerator random, Consumer<? super Entry> consumer) {
    return give(this::expiring, wanted, consumer);
  }

  private int give(Predicate<Model> which, int wanted, Consumer<? super Entry> consumer) {
    List<Model> some = models.values().stream().filter(which).limit(wanted).toList();
    for (Model model : some) {
      Entry entry = newEntry();
      point(entry, model);
      consumer.accept(entry);
    }
    return some.size();
  }

  @Override
  public long touchBucket(Slice key) {
    return 0;
  }

  @Override
  public long touchEntry(long hash) {
    return 0;
  }

  @Override
  public long dataBytes() {
    return 0;
  }

  @Override
  public long expireIndexBytes() {
    return 0;
  }

  @Override
  public long buckets(boolean expiring) {
    return 0;
  }

  @Override
  public long indexBytes() {
    return 0;
  }

  @Override
  public void clear() {
    models.clear();
  }

  @Override
  public boolean release(int maxEntries) {
    clear();
    return true;
  }

  @Override
  public void close() {
    clear();
    views.forEach(Buffer::close);
    views.clear();
  }
}
