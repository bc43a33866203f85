// The kernels for AVX2 and FMA: 16 registers of 32 bytes, a tile of 6 rows by two of them.
#include "tables.h"

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define NN_VARIANT avx2
#define TILE_ROWS 6
#define TILE_VECTORS 1
#define TILE_DEPTH 256
#define CONV_OUTPUTS 2
#define CONV_PLACES 3

#include "kernels.inc.h"
#pragma clang attribute pop
#endif
