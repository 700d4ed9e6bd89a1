package dev.muninn.tracepoint;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names a field otherwise than after its parameter. Without it {@code clientId} becomes {@code
 * client_id}, as fields of C tracepoints are commonly written.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.CLASS)
public @interface Field {

  /**
   * Returns the field's name: a C identifier, unique in its event.
   *
   * @return the field's name as the tracers show it
   */
  String value();
}
