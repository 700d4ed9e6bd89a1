package dev.muninn.server.command;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a command. On a {@code public static void name(Context c)} method of a public class: the
 * method is the command. On a class: a container that does nothing itself and only has subcommands,
 * as CONFIG; its arity is -2.
 *
 * <p>A declaration says only what cannot be derived, and repeating what can is an error. Name and
 * arity come from the syntax, places of the keys from the syntax, their access from the flags,
 * group and ACL category from the package's {@link Family}, the summary of COMMAND DOCS from the
 * first sentence of the Javadoc.
 *
 * <p>The table of commands, the dispatch and the replies of COMMAND are derived from these
 * declarations by an annotation processor; a mistake in one is a compile error. Family classes and
 * their methods are public because the derived class calls them from another package.
 *
 * <h2>The notation of {@link #syntax}</h2>
 *
 * <p>One string, words separated by blanks. The command's name comes first, in upper case, a
 * subcommand's after its container's; a token that follows the name at once is quoted, lest it be
 * taken for a part of it. The rest are arguments. From them comes the {@code arguments} tree of
 * COMMAND DOCS (field names in brackets below are those of that reply):
 *
 * <table>
 * <caption>Forms of an argument</caption>
 * <tr><th>written</th><th>means</th></tr>
 * <tr><td>{@code value:string}</td><td>an argument {@code value} of type string. Types: string,
 *   integer, double, key, pattern, unix-time</td></tr>
 * <tr><td>{@code NX}</td><td>a pure token; its name is the token in lower case</td></tr>
 * <tr><td>{@code change=CH}</td><td>a pure token CH named {@code change}</td></tr>
 * <tr><td>{@code auto-id='*'}</td><td>a pure token that is no upper-case word is quoted</td></tr>
 * <tr><td>{@code EX seconds:integer}</td><td>a token that introduces a value [token]; quoted
 *   likewise if it is no upper-case word</td></tr>
 * <tr><td>{@code condition<NX|XX>}</td><td>one of several [oneof]; may have a token before it</td></tr>
 * <tr><td>{@code LIMIT limit{offset:integer count:integer}}</td><td>several in a row [block]</td></tr>
 * <tr><td>{@code [GET]}</td><td>optional</td></tr>
 * </table>
 *
 * <p>Suffixes, in this order, follow an argument:
 *
 * <table>
 * <caption>Suffixes</caption>
 * <tr><td>{@code @1}</td><td>the index of the key's {@link Keys} [key_spec_index]; if nothing is
 *   said, all keys belong to one, or each to its own if there are as many {@link Keys}</td></tr>
 * <tr><td>{@code (text)}</td><td>the name to show [display_text]</td></tr>
 * <tr><td>{@code ^6.2.0}</td><td>since that version</td></tr>
 * <tr><td>{@code ~7.0.0}</td><td>deprecated since that version</td></tr>
 * <tr><td>{@code ...}</td><td>may be repeated [multiple]</td></tr>
 * <tr><td>{@code ...*}</td><td>repeated together with its token [multiple, multiple_token]</td></tr>
 * </table>
 *
 * <h2>Options</h2>
 *
 * <p>A method {@code public static void name(Context c, NameOptions options)} is given a parser of
 * what follows the arguments of a fixed place: its class {@code NameOptions}, an {@link Options},
 * is derived into the method's package; commands with the same options may share one. The command
 * says when to parse, {@link Options#parse} at once or {@link Options#next} step by step. By the
 * name of each argument the class then tells
 *
 * <ul>
 *   <li>of a pure token: {@code boolean get()}, whether it was given
 *   <li>of a token with an integer: {@code long count(long otherwise)}; the integer is checked as
 *       the option is parsed
 *   <li>of a token with other values: {@code int pattern()}, the index of the first among the
 *       arguments, or 0
 *   <li>of a choice whose alternatives have values: {@code int expiration()}, the constant of the
 *       one given, or below 0; its values are at {@link Options#place}
 *   <li>of a token with arguments that is not optional and ends the options, as FIELDS: {@code int
 *       fields()}, the index of what follows it, or 0
 * </ul>
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Command {
  /** The request in the notation above: the command's name, and its arguments. */
  String syntax();

  /** First version of the protocol's history to have it. */
  String since();

  /** Time complexity; empty: none told. */
  String complexity() default "";

  /** Flags of the command. */
  Flag[] flags() default {};

  /** ACL categories beyond those of the {@link Family} and those that the flags imply. */
  AclCategory[] categories() default {};

  /** Where the keys are, and how they are accessed, as far as it cannot be derived. */
  Keys[] keys() default {};

  /** Finds the keys where {@link #keys} cannot tell, or cannot tell how they are accessed. */
  KeyFinder keyFinder() default KeyFinder.NONE;

  /**
   * Number of words of a request, names included; negative: that many or more. Only where it is not
   * what the syntax tells, because the command judges the number itself.
   */
  int arity() default 0;

  /**
   * With options: the method of {@code RespError} that makes the error for a word that is none of
   * them, from that word; empty: a syntax error.
   */
  String unknownOption() default "";

  /** With options: alternatives of a choice are accepted together, and the command judges. */
  boolean alternativesTogether() default false;

  /** Tips for clients and proxies, in lower case. */
  String[] tips() default {};

  /** Changes, each written {@code version: change}. */
  String[] history() default {};

  /** Flags of the documentation; DEPRECATED follows from {@link #deprecatedSince}. */
  DocFlag[] docFlags() default {};

  /** Version that deprecated it; empty: none. */
  String deprecatedSince() default "";

  /** What to use instead of a deprecated command; empty: nothing. */
  String replacedBy() default "";
}
