/** MEMORY, and the figures of memory that INFO shows too. Imports command and what it rests on. */
@NullMarked
package dev.muninn.server.command.memory;

import org.jspecify.annotations.NullMarked;
