package dev.muninn.tracepoint.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The one native call that records an event with LTTng. Installed by the LTTng listener before it
 * registers a tracepoint, so no word can show LTTng before.
 */
public final class LttngCall {
  // Plain: written before the first word can show LTTng, which the firing thread has seen.
  private static long stubAddress;
  private static boolean mayBlock;

  private LttngCall() {}

  /**
   * Links the call.
   *
   * @param stub address of the machine code, {@code void (cell, payload, size)}
   * @param blocking whether a reserve may wait for a reader, so the thread must not hold up
   *     safepoints
   */
  public static void install(long stub, boolean blocking) {
    stubAddress = stub;
    mayBlock = blocking;
    fire(0, 0, 0);
  }

  /**
   * The stub's code for x86-64: {@code src/main/c/lttng-fire.c}, compiled.
   *
   * @throws IllegalStateException if the resource is missing
   */
  static byte[] machineCode() {
    try (InputStream in =
        LttngCall.class.getResourceAsStream("/dev/muninn/tracepoint/lttng/fire-x86_64.hex")) {
      if (in == null) {
        throw new IllegalStateException("resource missing: name=fire-x86_64.hex");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      StringBuilder hex = new StringBuilder();
      text.lines().filter(line -> !line.startsWith("#")).forEach(hex::append);
      return HexFormat.of().parseHex(hex);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The stub returns at once where the cell is 0. */
  static void fire(long cellAddress, long payloadAddress, long size) {
    if (mayBlock) {
      StubCall.callBlocking(stubAddress, cellAddress, payloadAddress, size);
    } else {
      StubCall.call(stubAddress, cellAddress, payloadAddress, size, 0, 0, 0);
    }
  }
}
