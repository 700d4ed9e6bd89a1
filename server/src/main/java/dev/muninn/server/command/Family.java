package dev.muninn.server.command;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the commands of a package have in common; on a class, what its own have instead. */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.PACKAGE, ElementType.TYPE})
public @interface Family {
  /** Group, as COMMAND DOCS tells it. */
  Group group();

  /** ACL categories of all its commands; containers that do nothing themselves have none. */
  AclCategory[] categories() default {};
}
