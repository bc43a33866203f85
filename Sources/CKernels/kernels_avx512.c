// The kernels for AVX-512: 32 registers of 64 bytes, a tile of 8 rows by two of them.
#include "tables.h"

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx2,fma"))), \
                             apply_to = function)
#define NN_VARIANT avx512
#define TILE_ROWS 8
#define TILE_VECTORS 2
#define TILE_DEPTH 320
#define CONV_OUTPUTS 4
#define CONV_PLACES 6

#include "kernels.inc.h"
#pragma clang attribute pop
#endif
