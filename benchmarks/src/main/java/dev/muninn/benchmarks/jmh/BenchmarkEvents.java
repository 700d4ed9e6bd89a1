package dev.muninn.benchmarks.jmh;

import dev.muninn.tracepoint.Event;
import dev.muninn.tracepoint.NativeString;
import dev.muninn.tracepoint.Provider;
import dev.muninn.tracepoint.Timestamp;
import dev.muninn.tracepoint.Unsigned;

/** An event like the server's {@code valkey_commands:command_call}, to be measured. */
@Provider("muninn_benchmark")
public interface BenchmarkEvents {
  /**
   * A step of the measured loop.
   *
   * @param name a constant
   * @param duration changes from step to step
   */
  @Event("call")
  void call(NativeString name, @Unsigned long duration);

  /** Whether anyone listens to {@code call}. */
  boolean callEnabled();

  /**
   * The same, of a program that has read the clock.
   *
   * @param name a constant
   * @param duration changes from step to step
   */
  @Event("call_at")
  void callAt(NativeString name, @Unsigned long duration, @Timestamp long time);
}
