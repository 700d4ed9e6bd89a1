package dev.muninn.server.value.string;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.structure.Entry;
import dev.muninn.server.value.Place;
import dev.muninn.server.value.ValueDigest;
import dev.muninn.server.value.ValueType;

/** The type of strings. */
public final class StringType extends ValueType<StringValue, StringEdit> {
  /** The type. */
  public static final StringType STRING = new StringType();

  private StringType() {
    super(Entry.STRING, "string");
  }

  @Override
  public StringValue newView(Entry none) {
    return new StringValue(none);
  }

  @Override
  public StringEdit newEdit(Place place) {
    return new StringEdit(place);
  }

  @Override
  public String encoding(Entry entry) {
    return switch (entry.encoding()) {
      case Entry.INT -> "int";
      case Entry.EMBSTR -> "embstr";
      default -> "raw";
    };
  }

  @Override
  public long size(Entry entry) {
    return entry.valueLength();
  }

  @Override
  public void digest(Entry entry, ValueDigest digest) {
    if (entry.encoding() == Entry.INT) {
      digest.mixDecimal(entry.longValue());
    } else {
      digest.mix(entry.value(new Slice()));
    }
  }
}
