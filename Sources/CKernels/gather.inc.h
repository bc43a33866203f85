// A mini-batch of bytes as scalars. Bound: the memory latency of rows that lie anywhere in the source, hidden by
// asking for them ahead; then L2 stores of the batch (4 or 8 bytes out for each byte in).

typedef uint8_t FN(bytes) __attribute__((vector_size(LANES)));

#ifndef NN_GATHER_AHEAD
// Rows asked for before their turn: with those of an MNIST image, 13 lines each, a core has as many misses under way
// as it can have.
#define NN_GATHER_AHEAD 4
#define NN_LINE_BYTES 64
#endif

static void FN(gather_bytes)(ptrdiff_t m, ptrdiff_t n, ptrdiff_t ld, const uint8_t *source,
                             const int32_t *rows, double scale, double offset, void *x_) {
  const VEC scales = FN(broadcast)((T)scale), offsets = FN(broadcast)((T)offset);
  for (ptrdiff_t i = -NN_GATHER_AHEAD; i < m; i++) {
    if (i + NN_GATHER_AHEAD < m) {
      const uint8_t *ahead = source + (ptrdiff_t)rows[i + NN_GATHER_AHEAD] * n;
      for (ptrdiff_t j = 0; j < n; j += NN_LINE_BYTES) __builtin_prefetch(ahead + j);
    }
    if (i < 0) continue;
    const uint8_t *row = source + (ptrdiff_t)rows[i] * n;
    T *x = (T *)x_ + i * ld;
    for (ptrdiff_t j = 0; j < n; j += LANES) {
      FN(bytes) bytes = {0};
      if (j + LANES <= n) memcpy(&bytes, row + j, LANES);
      else memcpy(&bytes, row + j, (size_t)(n - j));
      FN(store)(x + j,
                FMA(__builtin_convertvector(__builtin_convertvector(bytes, IVEC), VEC), scales, offsets));
    }
  }
}
