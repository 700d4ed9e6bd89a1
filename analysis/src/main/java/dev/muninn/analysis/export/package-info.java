/**
 * A trace for other viewers: Perfetto's protobuf format and folded stacks. Threads are told apart,
 * and events that end something become nested slices. Imports {@code ctf}.
 */
@NullMarked
package dev.muninn.analysis.export;

import org.jspecify.annotations.NullMarked;
