/**
 * SUBSCRIBE, PUBLISH, PUBSUB and their kin. Semantics, replies and error texts are those of Valkey
 * 8 (pubsub.c). Imports command, pubsub, client and resp.
 */
@NullMarked
package dev.muninn.server.command.pubsub;

import org.jspecify.annotations.NullMarked;
