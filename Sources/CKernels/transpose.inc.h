// A transpose between panel layouts, by V x V blocks in registers. Bound: shuffles and loads of 16 bytes.

// The panel that holds column j (a multiple of V) of a matrix of k rows and n columns: where (0, j) is, and
// the step between its rows.
INLINE ptrdiff_t FN(panel_offset)(ptrdiff_t k, ptrdiff_t j) {
  return j / (2 * LANES) * (2 * LANES) * k + j % (2 * LANES);
}
INLINE ptrdiff_t FN(panel_step)(ptrdiff_t n, ptrdiff_t j) {
  return n - j / (2 * LANES) * (2 * LANES) > LANES ? 2 * LANES : LANES;
}

// The first `rows` rows of V columns, and 0 in the others up to V, transposed; the first `columns` rows of
// that.
INLINE void FN(transpose_block)(ptrdiff_t rows, ptrdiff_t columns, const T *from, ptrdiff_t from_step, T *to,
                                ptrdiff_t to_step) {
  VEC edge[LANES], block[QUARTER], zipped[QUARTER];
  if (rows < LANES) {
    memset(edge, 0, sizeof edge);
    for (ptrdiff_t r = 0; r < rows; r++) edge[r] = FN(load)(from + r * from_step);
    from = (const T *)edge;
    from_step = LANES;
  }
#pragma clang loop unroll(full)
  for (int j = 0; j < LANES; j += QUARTER) {
    // Quarter q of block[r] has the columns j ... of row q * QUARTER + r.
    for (int r = 0; r < QUARTER; r++)
      block[r] = FN(load_quarters)(from + r * from_step + j, QUARTER * from_step);
    // Interleaving the lower half with the upper half log2 QUARTER times is a transposition.
    for (int stage = 1; stage < QUARTER; stage *= 2) {
      for (int r = 0; r < QUARTER / 2; r++) {
        zipped[2 * r] = NN_ZIP_LOW(block[r], block[r + QUARTER / 2]);
        zipped[2 * r + 1] = NN_ZIP_HIGH(block[r], block[r + QUARTER / 2]);
      }
      memcpy(block, zipped, sizeof block);
    }
    for (int r = 0; r < QUARTER && j + r < columns; r++) FN(store)(to + (j + r) * to_step, block[r]);
  }
}

static void FN(transpose_panels)(ptrdiff_t k, ptrdiff_t n, ptrdiff_t first, ptrdiff_t last, const void *w,
                                 void *transposed) {
  for (ptrdiff_t j = 0; j < n; j += LANES) {
    const T *from = (const T *)w + FN(panel_offset)(k, j);
    const ptrdiff_t from_step = FN(panel_step)(n, j);
    for (ptrdiff_t p = first; p < last; p += LANES) {
      T *to = (T *)transposed + FN(panel_offset)(n, p) + j * FN(panel_step)(k, p);
      FN(transpose_block)(k - p, n - j, from + p * from_step, from_step, to, FN(panel_step)(k, p));
    }
  }
}
