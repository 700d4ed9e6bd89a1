package dev.muninn.analysis.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonWriterTest {
  @Test
  void shouldWriteNestedValuesWithCommasBetween() {
    JsonWriter json = new JsonWriter();
    json.beginObject().field("a", 1).field("b", "x\"\\\n<").name("c").beginArray();
    json.value(1.5).value(2.0).value(Double.NaN).beginObject().endObject().value(true).endArray();
    json.field("d", 0.1234567).endObject();

    assertThat(json.toString())
        .isEqualTo(
            "{\"a\":1,\"b\":\"x\\\"\\\\\\u000a\\u003c\",\"c\":[1.5,2,null,{},true],\"d\":0.123457}");
  }
}
