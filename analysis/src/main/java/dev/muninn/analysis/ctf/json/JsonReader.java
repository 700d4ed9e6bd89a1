package dev.muninn.analysis.ctf.json;

import dev.muninn.analysis.ctf.metadata.MetadataException;
import dev.muninn.analysis.ctf.metadata.Texts;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON text to maps, lists, strings, integers and truths, all of bounded length. Numbers that are
 * no integers, which metadata has in attributes only, are their text's first part.
 */
final class JsonReader {
  /** What stands for {@code null}. */
  static final Object NULL = new Object();

  private static final int MAX_DEPTH = 128;
  private static final int MAX_TOKENS = 4_000_000;
  private static final int MAX_STRING = 1 << 16;
  private static final int MAX_NAME = 4096;
  private static final int MAX_DIGITS = 40;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxTokenCount(MAX_TOKENS)
                  .maxStringLength(MAX_STRING)
                  .maxNameLength(MAX_NAME)
                  .maxNumberLength(MAX_DIGITS)
                  .build())
          .build();

  private final JsonParser parser;

  private JsonReader(JsonParser parser) {
    this.parser = parser;
  }

  /** The object that is the whole of some bytes. */
  static JsonObject object(byte[] bytes, int from, int to, int fragment) throws MetadataException {
    try (JsonParser parser =
        FACTORY.createParser(ObjectReadContext.empty(), bytes, from, to - from)) {
      JsonReader reader = new JsonReader(parser);
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new MetadataException("fragment", fragment, "no JSON object");
      }
      JsonObject object = new JsonObject(fragment, reader.object());
      if (parser.nextToken() != null) {
        throw new MetadataException("fragment", fragment, "more than one JSON object");
      }
      return object;
    } catch (JacksonException e) {
      throw new MetadataException("fragment", fragment, "not JSON: " + reason(e));
    }
  }

  /** What is wrong and where, without the parser's own words for the place. */
  private static String reason(JacksonException e) {
    String message = Texts.shown(e.getOriginalMessage(), 160);
    int words = message.indexOf(" (start marker");
    String what = words < 0 ? message : message.substring(0, words);
    TokenStreamLocation place = e.getLocation(); // null where a bound is exceeded
    return place == null ? what : "offset=" + place.getByteOffset() + ": " + what;
  }

  private Map<String, Object> object() {
    Map<String, Object> values = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      values.put(name, value(parser.nextToken()));
    }
    return values;
  }

  private List<Object> array() {
    List<Object> values = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      values.add(value(token));
    }
    return values;
  }

  private Object value(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_NUMBER_INT -> new BigInteger(parser.getString());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> NULL;
      default -> parser.getString();
    };
  }
}
