/**
 * TRACE: recording sessions of the tracepoint library's recorder, by command. Imports {@code
 * command}, {@code recording} and the tracepoint library.
 */
@Family(group = Group.SERVER, categories = AclCategory.TRACE)
@NullMarked
package dev.muninn.server.command.trace;

import dev.muninn.server.command.AclCategory;
import dev.muninn.server.command.Family;
import dev.muninn.server.command.Group;
import org.jspecify.annotations.NullMarked;
