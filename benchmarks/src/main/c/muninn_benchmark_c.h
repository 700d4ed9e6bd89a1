/* The LTTng provider of the comparison: the same event as BenchmarkEvents.java, compiled by a C compiler. */
#undef LTTNG_UST_TRACEPOINT_PROVIDER
#define LTTNG_UST_TRACEPOINT_PROVIDER muninn_benchmark_c

#undef LTTNG_UST_TRACEPOINT_INCLUDE
#define LTTNG_UST_TRACEPOINT_INCLUDE "./muninn_benchmark_c.h"

#if !defined(MUNINN_BENCHMARK_C_H) || defined(LTTNG_UST_TRACEPOINT_HEADER_MULTI_READ)
#define MUNINN_BENCHMARK_C_H

#include <stdint.h>
#include <lttng/tracepoint.h>

LTTNG_UST_TRACEPOINT_EVENT(muninn_benchmark_c, call,
    LTTNG_UST_TP_ARGS(const char *, name, uint64_t, duration),
    LTTNG_UST_TP_FIELDS(
        lttng_ust_field_string(name, name)
        lttng_ust_field_integer(uint64_t, duration, duration)))

#endif

#include <lttng/tracepoint-event.h>
