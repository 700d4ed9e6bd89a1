/** Tests of provider files; one of them is a source of this package. */
@NullMarked
@ProviderFile("probes.d")
package dev.muninn.tracepoint.dtrace;

import dev.muninn.tracepoint.ProviderFile;
import org.jspecify.annotations.NullMarked;
