/**
 * SUBSCRIBE, PUBLISH, PUBSUB and their kin. Semantics, replies and error texts are those of Valkey
 * 8 (pubsub.c). Imports command, pubsub, client and resp.
 */
@Family(group = Group.PUBSUB)
@NullMarked
package dev.muninn.server.command.pubsub;

import dev.muninn.server.command.Family;
import dev.muninn.server.command.Group;
import org.jspecify.annotations.NullMarked;
