/** The provider's object, and USDT tracers listening for real. */
@NullMarked
package dev.muninn.tracepoint.usdt;

import org.jspecify.annotations.NullMarked;
