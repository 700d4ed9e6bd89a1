/** The portable transport: {@link java.nio.channels.Selector} over direct byte buffers. */
@NullMarked
package dev.muninn.server.net.nio;

import org.jspecify.annotations.NullMarked;
