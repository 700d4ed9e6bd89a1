/** Clients as their users use them, against a server in this process and both transports. */
@NullMarked
package dev.muninn.cli.clients;

import org.jspecify.annotations.NullMarked;
