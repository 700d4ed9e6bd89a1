/** Placeholder. */
@NullMarked
package dev.muninn.server.command.processor;

import org.jspecify.annotations.NullMarked;
