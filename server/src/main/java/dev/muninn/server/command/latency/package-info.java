/** LATENCY and SLOWLOG. Imports command and what it rests on. */
@NullMarked
package dev.muninn.server.command.latency;

import org.jspecify.annotations.NullMarked;
