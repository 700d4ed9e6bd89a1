package dev.muninn.server.value.hash;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.structure.Entry;
import dev.muninn.server.structure.Structures;
import dev.muninn.server.value.Place;
import dev.muninn.server.value.ValueDigest;
import dev.muninn.server.value.ValueType;
import java.util.function.Consumer;

/** The type of hashes. */
public final class HashType extends ValueType<HashValue, HashEdit> {
  /** The type. */
  public static final HashType HASH = new HashType();

  private HashType() {
    super(Entry.HASH, "hash");
  }

  @Override
  public HashValue newView(Structures structures) {
    return new HashValue(structures);
  }

  @Override
  public HashEdit newEdit(Place place) {
    return new HashEdit(place);
  }

  @Override
  public String encoding(Entry entry) {
    return entry.encoding() == Entry.LISTPACK ? "listpack" : "hashtable";
  }

  @Override
  public long size(HashValue value) {
    return value.size();
  }

  @Override
  public int expireElements(HashEdit edit, int most, Consumer<Slice> deleted) {
    return edit.deleteOver(most, deleted);
  }

  @Override
  public void digest(HashValue value, ValueDigest digest) {
    ValueDigest one = new ValueDigest();
    value.forEach(
        (field, content) -> {
          one.clear().mix(field.text(value.memory()).toByteArray());
          one.mix(content.text(value.memory()).toByteArray());
          digest.xor(one);
        });
  }
}
