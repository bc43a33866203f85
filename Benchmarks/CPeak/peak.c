// Bound: FMA throughput. Each variant keeps enough independent chains to cover the latency of any present
// processor.
#include "CPeak.h"

// `chains` registers of `bytes`, each its own chain; the empty asm keeps the compiler from merging or
// dropping them.
#define PEAK(name, bytes, chains, registers)                                      \
  static int64_t name(int64_t rounds) {                                           \
    typedef float vec __attribute__((vector_size(bytes)));                        \
    vec sum[chains], x, y;                                                        \
    for (int l = 0; l < (int)(bytes / sizeof(float)); l++) x[l] = 0.5f, y[l] = 1; \
    for (int c = 0; c < chains; c++) sum[c] = x;                                  \
    for (int64_t i = 0; i < rounds; i++)                                          \
      for (int c = 0; c < chains; c++) {                                          \
        sum[c] = __builtin_elementwise_fma(sum[c], x, y);                         \
        __asm__ volatile("" : registers(sum[c]));                                 \
      }                                                                           \
    return rounds * chains * (int64_t)(bytes / sizeof(float)) * 2;                \
  }

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
PEAK(peak_avx2, 32, 12, "+x")
#pragma clang attribute pop
#pragma clang attribute push(__attribute__((target("avx512f,avx2,fma"))), apply_to = function)
PEAK(peak_avx512, 64, 16, "+v")
#pragma clang attribute pop
#elif defined(__aarch64__)
PEAK(peak_baseline, 16, 24, "+w")
#endif

int64_t peak_fma_float(peak_isa isa, int64_t rounds) {
  switch (isa) {
#if defined(__x86_64__)
    case PEAK_ISA_AVX2: return peak_avx2(rounds);
    case PEAK_ISA_AVX512: return peak_avx512(rounds);
    default: return 0;
#elif defined(__aarch64__)
    default: return peak_baseline(rounds);
#else
    default: return 0;
#endif
  }
}
