/** Load on a server, and what it saw: redis-benchmark, and a loader of our own. Imports process. */
@NullMarked
package dev.muninn.benchmarks.load;

import org.jspecify.annotations.NullMarked;
