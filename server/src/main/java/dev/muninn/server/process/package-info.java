/**
 * What the server does to its own process by way of the operating system: the limit of open files,
 * the score of the out-of-memory killer, the title, the file of its id. Imports {@code log} and
 * {@code config}.
 */
@NullMarked
package dev.muninn.server.process;

import org.jspecify.annotations.NullMarked;
