// The kernels in the target's baseline instructions: SSE2 on x86-64, NEON on arm64.
#include "tables.h"

#if defined(__x86_64__) && !defined(__FMA__)
#define NN_SOFTWARE_FMA
#endif
#define NN_VARIANT generic
#if defined(__x86_64__)
#define TILE_ROWS 2
#define CONV_OUTPUTS 1
#define CONV_PLACES 2
#else
#define TILE_ROWS 6
#define CONV_OUTPUTS 2
#define CONV_PLACES 3
#endif
#define TILE_VECTORS 1
#define TILE_DEPTH 256

#include "kernels.inc.h"
