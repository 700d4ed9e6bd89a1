package dev.muninn.tracepoint;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Takes the definitions of providers from a DTrace provider file. Put on a package (in its {@code
 * package-info.java}), it makes of each {@code provider name { ... };} in the file the annotated
 * interface {@code NameProbes} in that package, and its implementation.
 */
@Documented
@Target(ElementType.PACKAGE)
@Retention(RetentionPolicy.CLASS)
public @interface ProviderFile {

  /**
   * Returns the files.
   *
   * @return paths of {@code .d} files, relative to the directory of the {@code package-info.java}
   */
  String[] value();
}
