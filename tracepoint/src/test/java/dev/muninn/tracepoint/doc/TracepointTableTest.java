package dev.muninn.tracepoint.doc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.tracepoint.runtime.EnumLabel;
import dev.muninn.tracepoint.runtime.EventDefinition;
import dev.muninn.tracepoint.runtime.FieldDefinition;
import dev.muninn.tracepoint.runtime.FieldType;
import dev.muninn.tracepoint.runtime.ProviderDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;

class TracepointTableTest {
  @Test
  void shouldHaveARowPerEvent() {
    ProviderDefinition shop =
        new ProviderDefinition(
            "acme_shop",
            "What a shop does.",
            List.of(
                new EventDefinition(
                    "item_sold",
                    "An item was sold | returned.",
                    List.of(
                        new FieldDefinition("id", FieldType.UINT32, List.of(), "item_id"),
                        new FieldDefinition(
                            "payment",
                            FieldType.ENUM,
                            List.of(new EnumLabel("CASH", 0), new EnumLabel("CARD", 1))))),
                new EventDefinition("closed", "The shop closed.", List.of())));
    ProviderDefinition plain =
        new ProviderDefinition(
            "plain", "", List.of(new EventDefinition("event", "Fires.", List.of())));
    assertThat(TracepointTable.write(List.of(shop, plain)))
        .isEqualTo(
            """
            ## `acme_shop`

            What a shop does.

            | event | fires | fields |
            |---|---|---|
            | `item_sold` | An item was sold \\| returned. | `id` uint32: item\\_id<br>`payment` enum (0 `CASH`, 1 `CARD`) |
            | `closed` | The shop closed. |  |

            ## `plain`

            | event | fires | fields |
            |---|---|---|
            | `event` | Fires. |  |
            """);
  }
}
