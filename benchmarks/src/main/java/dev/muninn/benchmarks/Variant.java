package dev.muninn.benchmarks;

import dev.muninn.benchmarks.process.ServerCommand;
import dev.muninn.benchmarks.tracing.Tracer;

/**
 * A server and who listens to it.
 *
 * @param name as in the tables
 * @param server the server
 * @param tracer attached during warm-up and during every run
 * @param eventsPerRequest events the tracer must record for a request
 */
record Variant(String name, ServerCommand server, Tracer tracer, int eventsPerRequest) {}
