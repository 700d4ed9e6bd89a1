package dev.muninn.tracepoint;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A tracepoint provider: an interface whose methods are events. At build time the annotation
 * processor writes the implementation beside it, named like the interface with {@code Tracepoints}
 * appended and reached by its {@code INSTANCE}.
 *
 * <p>The interface's documentation comment is the provider's description.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Provider {

  /**
   * Returns the provider's name: a C identifier, unique in the process. {@code provider:event} has
   * at most 255 characters, the limit of LTTng-UST 2.13.
   *
   * @return the provider's name as the tracers show it
   */
  String value();

  /**
   * Returns whether the events are for those who ask for them by name. A JFR recording has the
   * events of other providers without being told; of this one only what its settings name ({@code
   * provider.event#enabled=true}). The recorder has them only by a pattern that names the provider
   * ({@code provider:*}). The tracers outside always ask by name.
   *
   * @return true when no listener is to have the events unasked
   */
  boolean byName() default false;
}
