package dev.muninn.tracepoint.jfr;

import dev.muninn.tracepoint.NativeString;
import dev.muninn.tracepoint.Tracepoints;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;

/** A program that does what it is told on its standard input, one word a line. */
final class JfrSampleProgram {
  private static final JfrSampleEvents EVENTS = JfrSampleEventsTracepoints.INSTANCE;
  private static final NativeString CONSTANT = NativeString.of("constant");

  private JfrSampleProgram() {}

  public static void main(String[] args) throws Exception {
    Tracepoints.startListeners(line -> System.out.println("log " + line));
    if (!Tracepoints.awaitListeners(Duration.ofSeconds(60))) {
      throw new IllegalStateException("listeners not started");
    }
    System.out.println("ready");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      switch (line) {
        case "enabled" ->
            System.out.println(
                EVENTS.numbersEnabled()
                    + " "
                    + EVENTS.othersEnabled()
                    + " "
                    + EVENTS.textsEnabled());
        case "fire" -> {
          fire();
          System.out.println("fired");
        }
        case "initialized" -> System.out.println(FlightRecorder.isInitialized());
        case "change" -> {
          Recording recording = FlightRecorder.getFlightRecorder().getRecordings().getFirst();
          recording.disable("muninn_test_jfr.numbers");
          recording.enable("muninn_test_jfr.others");
          System.out.println("changed");
        }
        default -> throw new IllegalArgumentException("line=" + line);
      }
    }
  }

  private static void fire() {
    EVENTS.numbers(-1, 0xffff_fffe, (byte) -3, (byte) 0xfc, (short) 0xfffb, -Long.MAX_VALUE);
    EVENTS.others(
        0.5,
        true,
        JfrSampleEvents.Kind.LARGE,
        "nämé\0rest".getBytes(StandardCharsets.UTF_8),
        new byte[] {0, 1, (byte) 0xff});
    EVENTS.texts(CharBuffer.wrap("text"), CONSTANT, 1500, 42);
  }
}
