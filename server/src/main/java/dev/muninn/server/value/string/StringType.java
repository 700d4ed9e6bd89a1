package dev.muninn.server.value.string;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.structure.Entry;
import dev.muninn.server.structure.Structures;
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
  public StringValue newView(Structures structures) {
    return new StringValue(structures.newEntry());
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
  public long size(StringValue value) {
    return value.length();
  }

  @Override
  public void digest(StringValue value, ValueDigest digest) {
    if (value.isInt()) {
      digest.mixDecimal(value.longValue());
    } else {
      digest.mix(value.bytes(new Slice()));
    }
  }
}
