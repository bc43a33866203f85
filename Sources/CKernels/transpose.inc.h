// A transpose between panel layouts, by V x V blocks in registers. Bound: shuffles (log2 V for each vector).

// The panel that holds column j (a multiple of V) of a matrix of k rows and n columns: where (0, j) is, and
// the step between its rows.
INLINE ptrdiff_t FN(panel_offset)(ptrdiff_t k, ptrdiff_t j) {
  return j / (2 * LANES) * (2 * LANES) * k + j % (2 * LANES);
}
INLINE ptrdiff_t FN(panel_step)(ptrdiff_t n, ptrdiff_t j) {
  return n - j / (2 * LANES) * (2 * LANES) > LANES ? 2 * LANES : LANES;
}

#undef NN_ZIP_LOW
#undef NN_ZIP_HIGH
#if NN_DOUBLE
#define NN_ZIP_LOW(a, b) __builtin_shufflevector(a, b, 0, 8, 1, 9, 2, 10, 3, 11)
#define NN_ZIP_HIGH(a, b) __builtin_shufflevector(a, b, 4, 12, 5, 13, 6, 14, 7, 15)
#else
#define NN_ZIP_LOW(a, b) __builtin_shufflevector(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)
#define NN_ZIP_HIGH(a, b) \
  __builtin_shufflevector(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31)
#endif

static void FN(transpose_panels)(ptrdiff_t k, ptrdiff_t n, ptrdiff_t first, ptrdiff_t last, const void *w,
                                 void *transposed) {
  for (ptrdiff_t j = 0; j < n; j += LANES) {
    const T *from = (const T *)w + FN(panel_offset)(k, j);
    const ptrdiff_t from_step = FN(panel_step)(n, j);
    for (ptrdiff_t p = first; p < last; p += LANES) {
      T *to = (T *)transposed + FN(panel_offset)(n, p) + j * FN(panel_step)(k, p);
      const ptrdiff_t to_step = FN(panel_step)(k, p);
      VEC block[LANES], zipped[LANES];
      for (int r = 0; r < LANES; r++) block[r] = p + r < k ? FN(load)(from + (p + r) * from_step) : (VEC){0};
      // Zipping the upper half with the lower half log2 V times is a transposition.
      for (int stage = 1; stage < LANES; stage *= 2) {
        for (int r = 0; r < LANES / 2; r++) {
          zipped[2 * r] = NN_ZIP_LOW(block[r], block[r + LANES / 2]);
          zipped[2 * r + 1] = NN_ZIP_HIGH(block[r], block[r + LANES / 2]);
        }
        memcpy(block, zipped, sizeof block);
      }
      for (int r = 0; r < LANES && j + r < n; r++) FN(store)(to + r * to_step, block[r]);
    }
  }
}
