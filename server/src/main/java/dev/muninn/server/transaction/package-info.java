/**
 * MULTI: what a client has queued and what it watches; the gates that queue requests and refuse
 * what a transaction may not contain. Knows how commands are called, and no command.
 */
@NullMarked
package dev.muninn.server.transaction;

import org.jspecify.annotations.NullMarked;
