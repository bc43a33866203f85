// The kernels for AVX2 and FMA: 16 registers of 32 bytes, a tile of 6 rows by two of them.
#pragma clang fp contract(off)
#include "tables.h"

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define NN_VARIANT avx2
#define TILE_ROWS 6
#define TILE_VECTORS 1
#define TILE_DEPTH 256

// Double first: some functions of floats go through it.
#define NN_DOUBLE 1
#include "kernels.inc.h"
#undef NN_DOUBLE
#define NN_DOUBLE 0
#include "kernels.inc.h"
#pragma clang attribute pop
#endif
