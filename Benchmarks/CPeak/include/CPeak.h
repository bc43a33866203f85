// The speed of light for the matrix product: fused multiply-adds on registers, nothing else.
#ifndef CPEAK_H
#define CPEAK_H

#include <stdint.h>

typedef enum peak_isa { PEAK_ISA_BASELINE, PEAK_ISA_AVX2, PEAK_ISA_AVX512 } peak_isa;

// Runs independent chains of vector FMAs in float; returns how many floating-point operations that were (two
// an FMA), 0 where the instruction set has no vector FMA (baseline x86-64). The caller sees to it that the
// processor has the instructions.
int64_t peak_fma_float(peak_isa isa, int64_t rounds);

#endif
