package dev.muninn.analysis.ctf.json;

import dev.muninn.analysis.ctf.metadata.MetadataException;
import dev.muninn.analysis.ctf.metadata.Texts;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object of a fragment; a property that is not as it should be is an exception. */
final class JsonObject {
  private final int fragment;
  private final Map<String, Object> values;

  JsonObject(int fragment, Map<String, Object> values) {
    this.fragment = fragment;
    this.values = values;
  }

  MetadataException problem(String what) {
    return new MetadataException("fragment", fragment, what);
  }

  private MetadataException notA(String what, String key) {
    return problem("no " + what + ": property=" + Texts.shown(key));
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  /** The properties' names in order. */
  Iterable<String> names() {
    return values.keySet();
  }

  private Object required(String key) throws MetadataException {
    Object value = values.get(key);
    if (value == null) {
      throw problem("missing: property=" + Texts.shown(key));
    }
    return value;
  }

  /** An object, a string or something else. */
  Object value(String key) throws MetadataException {
    return required(key) instanceof Map<?, ?> ? object(key) : required(key);
  }

  String string(String key) throws MetadataException {
    if (required(key) instanceof String text) {
      return text;
    }
    throw notA("string", key);
  }

  String string(String key, String otherwise) throws MetadataException {
    return has(key) ? string(key) : otherwise;
  }

  /** An object; an absent one is null. */
  @Nullable JsonObject optional(String key) throws MetadataException {
    return has(key) ? object(key) : null;
  }

  JsonObject object(String key) throws MetadataException {
    return object(required(key), key);
  }

  @SuppressWarnings("unchecked") // the reader makes no others
  private JsonObject object(Object value, String key) throws MetadataException {
    if (value instanceof Map<?, ?> map) {
      return new JsonObject(fragment, (Map<String, Object>) map);
    }
    throw notA("object", key);
  }

  List<?> array(String key) throws MetadataException {
    if (required(key) instanceof List<?> list) {
      return list;
    }
    throw notA("array", key);
  }

  /** An array of objects; an absent one is empty. */
  List<JsonObject> objects(String key) throws MetadataException {
    List<JsonObject> objects = new ArrayList<>();
    if (has(key)) {
      for (Object value : array(key)) {
        objects.add(object(value, key));
      }
    }
    return objects;
  }

  BigInteger integer(String key) throws MetadataException {
    if (required(key) instanceof BigInteger number) {
      return number;
    }
    throw notA("integer", key);
  }

  /** An integer from {@code least} to {@code most}. */
  long integer(String key, long least, long most) throws MetadataException {
    BigInteger number = integer(key);
    if (number.bitLength() < Long.SIZE
        && number.longValue() >= least
        && number.longValue() <= most) {
      return number.longValue();
    }
    throw problem(
        "no number in range: %s=%s range=%d..%d".formatted(Texts.shown(key), number, least, most));
  }

  long integer(String key, long least, long most, long otherwise) throws MetadataException {
    return has(key) ? integer(key, least, most) : otherwise;
  }

  /** An id: an unsigned integer of 64 bits. */
  long id(String key) throws MetadataException {
    if (!has(key)) {
      return 0;
    }
    BigInteger number = integer(key);
    if (number.signum() < 0 || number.bitLength() > Long.SIZE) {
      throw problem("no id: %s=%s".formatted(key, number));
    }
    return number.longValue();
  }
}
