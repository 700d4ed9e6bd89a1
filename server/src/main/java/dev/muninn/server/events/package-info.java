/**
 * The server's tracepoints: one interface per provider, with the names and fields of the event
 * contract (docs/TRACEPOINTS.md). Nothing but interfaces lives here; the implementations are
 * generated beside them and reached by {@code XTracepoints.INSTANCE}. Imports the tracepoint
 * library only.
 *
 * <p>An event that ends something carries its duration in microseconds. Its {@code _entry} twin
 * marks the beginning for viewers that draw pairs, and is in a provider of its own, {@code
 * x_entry}, so that enabling {@code x:*} does not enable it: pairs cost double.
 */
@NullMarked
package dev.muninn.server.events;

import org.jspecify.annotations.NullMarked;
