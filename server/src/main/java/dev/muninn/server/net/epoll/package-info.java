/**
 * The Linux transport: epoll and sockets by the foreign function interface, without an object per
 * event. Structure layouts are those of the 64-bit Linux ABI.
 */
@NullMarked
package dev.muninn.server.net.epoll;

import org.jspecify.annotations.NullMarked;
