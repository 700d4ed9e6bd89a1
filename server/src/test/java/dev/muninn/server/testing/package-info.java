/** A server without sockets and threads, for the tests of all packages. */
@NullMarked
package dev.muninn.server.testing;

import org.jspecify.annotations.NullMarked;
