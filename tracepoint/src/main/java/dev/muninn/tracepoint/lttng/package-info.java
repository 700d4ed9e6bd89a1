/**
 * LTTng-UST as a listener: its native structures, built in plain memory, and their registration.
 * May import {@code runtime} only.
 */
@NullMarked
package dev.muninn.tracepoint.lttng;

import org.jspecify.annotations.NullMarked;
