/**
 * MULTI, EXEC, DISCARD, WATCH and UNWATCH. May import command, client, resp, bytes and transaction.
 */
@Family(group = Group.TRANSACTIONS, categories = AclCategory.TRANSACTION)
@NullMarked
package dev.muninn.server.command.transaction;

import dev.muninn.server.command.AclCategory;
import dev.muninn.server.command.Family;
import dev.muninn.server.command.Group;
import org.jspecify.annotations.NullMarked;
