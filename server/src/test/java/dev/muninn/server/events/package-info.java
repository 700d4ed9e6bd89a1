/** Tests of the event contract. */
@NullMarked
package dev.muninn.server.events;

import org.jspecify.annotations.NullMarked;
