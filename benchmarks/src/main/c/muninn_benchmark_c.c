/* The loops of TracepointBenchmark.java in C: some work, and an event for each step of it. */
#define LTTNG_UST_TRACEPOINT_CREATE_PROBES
#define LTTNG_UST_TRACEPOINT_DEFINE
#include "muninn_benchmark_c.h"

#define _SDT_HAS_SEMAPHORES 1
#include <sys/sdt.h>

unsigned short muninn_benchmark_c_usdt_semaphore __attribute__((section(".probes")));

static inline uint64_t step(uint64_t x)
{
    x ^= x << 13;
    x ^= x >> 7;
    x ^= x << 17;
    return x;
}

uint64_t without_tracepoint(uint64_t x, uint64_t steps)
{
    for (uint64_t i = 0; i < steps; i++) {
        x = step(x);
        __asm__ volatile("" : "+r"(x));
    }
    return x;
}

uint64_t with_lttng(uint64_t x, uint64_t steps)
{
    for (uint64_t i = 0; i < steps; i++) {
        x = step(x);
        lttng_ust_tracepoint(muninn_benchmark_c, call, "get", x);
    }
    return x;
}

uint64_t with_usdt(uint64_t x, uint64_t steps)
{
    for (uint64_t i = 0; i < steps; i++) {
        x = step(x);
        if (__builtin_expect(muninn_benchmark_c_usdt_semaphore, 0))
            STAP_PROBE2(muninn_benchmark_c, usdt, "get", x);
        __asm__ volatile("" : "+r"(x));
    }
    return x;
}

/* Whether anyone listens. */
int enabled(void)
{
    return lttng_ust_tracepoint_enabled(muninn_benchmark_c, call) || *(volatile unsigned short *) &muninn_benchmark_c_usdt_semaphore;
}
