/**
 * INFO, CONFIG, TIME, LOLWUT, SHUTDOWN, DEBUG. Imports command, what it rests on, and the memory
 * family for the figures that INFO and MEMORY share.
 */
@NullMarked
package dev.muninn.server.command.server;

import org.jspecify.annotations.NullMarked;
