/** Placeholder. */
@NullMarked
package dev.muninn.server;

import org.jspecify.annotations.NullMarked;
