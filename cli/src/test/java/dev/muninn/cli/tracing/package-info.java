/** Tests that listen to the running server from outside, with the tools its users have. */
@NullMarked
package dev.muninn.cli.tracing;

import org.jspecify.annotations.NullMarked;
