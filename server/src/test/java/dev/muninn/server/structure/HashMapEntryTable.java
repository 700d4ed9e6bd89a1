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

    Model(String key) {
      this.key = key;
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
      return STRING;
    }

    @Override
    public int encoding() {
      if (model().number != null) {
        return INT;
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
    public Bytes edit(Bytes out) {
      throw new IllegalStateException("entry edit: the model is changed by whole values");
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
    public void setString(Slice value) {
      model().bytes = value.toByteArray();
      model().number = null;
      model().resized = false;
    }

    @Override
    public void setLong(long value) {
      model().number = value;
    }

    @Override
    public void resize(int length) {
      model().bytes = Arrays.copyOf(model().text(), length);
      model().number = null;
      model().resized = true;
    }

    @Override
    public long expireAt() {
      return model().expireAt;
    }

    @Override
    public void setExpireAt(long expireAt) {
      model().expireAt = expireAt;
    }

    @Override
    public int lru() {
      return model().lru;
    }

    @Override
    public void lru(int lru) {
      model().lru = lru & 0xFF_FFFF;
    }

    @Override
    public long memoryUsage() {
      long bytes = model().key.length();
      return bytes + valueLength();
    }
  }

  private boolean point(Entry out, @Nullable Model model) {
    ((HeapEntry) out).model = model;
    return model != null;
  }

  private Model put(Slice key, Entry out) {
    Model model = models.computeIfAbsent(key.toString(), Model::new);
    point(out, model);
    return model;
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
  public void setString(Slice key, Slice value, Entry out) {
    byte[] bytes = value.toByteArray();
    Model model = put(key, out);
    model.bytes = bytes;
    model.number = null;
    model.resized = false;
  }

  @Override
  public void setString(Slice key, Slice value, long expireAt, Entry out) {
    setString(key, value, out);
    out.setExpireAt(expireAt);
  }

  @Override
  public void setLong(Slice key, long value, Entry out) {
    put(key, out).number = value;
  }

  @Override
  public void setLong(Slice key, long value, long expireAt, Entry out) {
    setLong(key, value, out);
    out.setExpireAt(expireAt);
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
