/**
 * Data structures in the store's memory: the table of entries and what it is made of.
 *
 * <p>Callers get cursors, never addresses. May import {@code store} and {@code bytes}.
 */
@NullMarked
package dev.muninn.server.structure;

import org.jspecify.annotations.NullMarked;
