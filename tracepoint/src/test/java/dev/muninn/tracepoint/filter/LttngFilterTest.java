package dev.muninn.tracepoint.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.tracepoint.testing.LttngDaemon;
import dev.muninn.tracepoint.testing.LttngSession;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Asks LTTng itself about expressions that both should take, and both should refuse. */
class LttngFilterTest {
  private static final List<String> TAKEN =
      List.of(
          "duration > 1000 && name != \"keys\"",
          "!(a == 1) || b",
          "a",
          "!a",
          "5 < a",
          "a == b",
          "( ( a ) ) >= (5)",
          "a == -5",
          "a == +5",
          "a == 0x1F || a == 017",
          "a < 1.5 && a > -1.5e3",
          "name == \"a*b*\"",
          "name == \"a\\*b\"",
          "name == \"*\"",
          "1 == 1",
          "name < \"m\"");

  private static final List<String> REFUSED =
      List.of(
          "",
          "a >",
          "a > > 1",
          "a = 1",
          "(a > 1",
          "a > 1)",
          "a b",
          "name == \"abc",
          "1 == \"a\"",
          "a && ",
          "&& a",
          "\"a*\" == \"*a\"");

  @Test
  void shouldTakeAndRefuseWhatLttngDoes() throws FilterException {
    try (LttngDaemon daemon = LttngDaemon.start();
        LttngSession session = daemon.session("filters")) {
      for (String expression : TAKEN) {
        session.enable("muninn_filter_test:event", expression);
        Filter.parse(expression);
      }
      for (String expression : REFUSED) {
        assertThat(takenByLttng(session, expression)).as("LTTng: %s", expression).isFalse();
        assertThat(taken(expression)).as("ours: %s", expression).isFalse();
      }
    }
  }

  private static boolean takenByLttng(LttngSession session, String expression) {
    try {
      session.enable("muninn_filter_test:event", expression);
      return true;
    } catch (AssertionError e) {
      return false;
    }
  }

  private static boolean taken(String expression) {
    try {
      Filter.parse(expression);
      return true;
    } catch (FilterException e) {
      return false;
    }
  }
}
