/**
 * Typed static tracepoints for any JVM program: declared as annotated interfaces, seen by LTTng,
 * USDT tracers, JDK Flight Recorder and the built-in recorder.
 *
 * <p>What a program calls is in {@code dev.muninn.tracepoint} and {@code .recorder}; {@code
 * .runtime} and {@code .jfr} are what the generated code calls. That code also names {@code
 * jdk.jfr}, so a module with providers requires it, or requires it {@code static} where Flight
 * Recorder may be absent.
 */
module dev.muninn.tracepoint {
  requires static java.compiler; // the annotation processor's
  requires static jdk.jfr; // where it is absent, so is that listener
  requires static org.jspecify;

  exports dev.muninn.tracepoint;
  exports dev.muninn.tracepoint.doc;
  exports dev.muninn.tracepoint.dtrace;
  exports dev.muninn.tracepoint.filter;
  exports dev.muninn.tracepoint.jfr;
  exports dev.muninn.tracepoint.recorder;
  exports dev.muninn.tracepoint.runtime;
}
