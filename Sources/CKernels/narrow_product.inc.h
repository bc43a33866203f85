// A product with few columns, which would leave most lanes of a vector without work: here a vector is a piece of
// columns in 4 rows. Bound: FMA (its latency where a tile has less than 8 chains), and the shuffles that bring A
// into this form, one to 1, 2 or 3 FMAs. In: TILE_VECTORS (as in matrix_product.inc.h).

// As many rows and pieces of columns as the registers hold sums of.
#define NARROW_QUADS (TILE_VECTORS == 2 ? 4 : 2)
#define NARROW_PIECES (TILE_VECTORS == 2 ? 3 : 2)
#define NARROW_ROWS (4 * NARROW_QUADS)

// Whether narrow tiles take less time than others: for a term of 4 rows, an FMA for each piece and shuffles worth 3/8
// of one, instead of 4 FMAs. The last tile's rows may be those of the one before in part.
INLINE int FN(prefers_narrow)(ptrdiff_t m, ptrdiff_t columns) {
  const ptrdiff_t pieces = (columns + PIECE - 1) / PIECE, tiles = (m + NARROW_ROWS - 1) / NARROW_ROWS;
  return 0 < pieces && pieces <= NARROW_PIECES && m >= NARROW_ROWS && tiles * NARROW_ROWS * (8 * pieces + 3) <= 32 * m;
}

// Each piece of v full of its scalar number i.
INLINE VEC FN(fill_pieces)(VEC v, ptrdiff_t i) {
  for (int half = PIECE / 2; half > 0; half /= 2) v = i & half ? NN_ZIP_HIGH(v, v) : NN_ZIP_LOW(v, v);
  return v;
}

// Piece j of v[i] becomes piece i of v[j].
INLINE void FN(transpose_pieces)(VEC *v) {
  typedef int32_t words __attribute__((vector_size(64)));
#define NN_PIECES(a, b, i, j)                                                                                        \
  __builtin_shufflevector((words)(a), (words)(b), 4 * i, 4 * i + 1, 4 * i + 2, 4 * i + 3, 4 * j, 4 * j + 1,          \
                          4 * j + 2, 4 * j + 3, 4 * i + 16, 4 * i + 17, 4 * i + 18, 4 * i + 19, 4 * j + 16,          \
                          4 * j + 17, 4 * j + 18, 4 * j + 19)
  const words a = NN_PIECES(v[0], v[1], 0, 1), b = NN_PIECES(v[0], v[1], 2, 3);
  const words c = NN_PIECES(v[2], v[3], 0, 1), d = NN_PIECES(v[2], v[3], 2, 3);
  v[0] = (VEC)NN_PIECES(a, c, 0, 2), v[1] = (VEC)NN_PIECES(a, c, 1, 3);
  v[2] = (VEC)NN_PIECES(b, d, 0, 2), v[3] = (VEC)NN_PIECES(b, d, 1, 3);
#undef NN_PIECES
}

// C (NARROW_ROWS x V, the first `pieces` pieces of it) = bias + A . B; a_step is between rows of A or its transpose.
INLINE void FN(narrow_tile)(int pieces, int transposed, ptrdiff_t k, const T *a, ptrdiff_t a_step, const T *b,
                            ptrdiff_t b_step, VEC bias, T *c, ptrdiff_t c_step) {
  VEC sum[NARROW_QUADS][4], rows[NARROW_QUADS], x[NARROW_QUADS];
  for (int i = 0; i < NARROW_QUADS; i++)
    for (int j = 0; j < 4; j++) sum[i][j] = FN(load_pieces)((const T *)&bias + j * PIECE, 0);
#pragma clang loop unroll_count(PIECE)
  for (ptrdiff_t p = 0; p < k; p++, b += b_step) {
    for (int i = 0; i < NARROW_QUADS; i++) {
      if (!transposed && p % PIECE == 0) rows[i] = FN(load_pieces)(a + 4 * i * a_step + p, a_step);
      x[i] = transposed ? NN_SPREAD(FN(load_part)(a + p * a_step + 4 * i, 4)) : FN(fill_pieces)(rows[i], p % PIECE);
    }
    for (int j = 0; j < pieces; j++) {
      const VEC y = FN(load_pieces)(b + j * PIECE, 0);
      for (int i = 0; i < NARROW_QUADS; i++) sum[i][j] = FMA(x[i], y, sum[i][j]);
    }
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < NARROW_QUADS; i++) {
    FN(transpose_pieces)(sum[i]);
    for (int q = 0; q < 4; q++) FN(store)(c + (4 * i + q) * c_step, sum[i][q]);
  }
}

// C (m x V, with `columns` of its own) = bias + A . B, for what prefers_narrow; a_row or a_column is 1.
static __attribute__((noinline)) void FN(narrow_product)(ptrdiff_t m, ptrdiff_t columns, ptrdiff_t k, const T *a,
                                                         ptrdiff_t a_row, ptrdiff_t a_column, const T *b,
                                                         ptrdiff_t b_step, const T *bias, T *c, ptrdiff_t c_step) {
  const VEC start = bias ? FN(load_part)(bias, columns) : (VEC){0};
  for (ptrdiff_t i = 0; i < m; i += NARROW_ROWS) {
    if (m - i < NARROW_ROWS) i = m - NARROW_ROWS;  // some rows once more: the same sums
    switch ((columns + PIECE - 1) / PIECE) {
#define NN_CASE(pieces)                                                                                       \
  case pieces:                                                                                                \
    if (a_row == 1) FN(narrow_tile)(pieces, 1, k, a + i, a_column, b, b_step, start, c + i * c_step, c_step); \
    else FN(narrow_tile)(pieces, 0, k, a + i * a_row, a_row, b, b_step, start, c + i * c_step, c_step);       \
    break;
      NN_CASE(1)
      NN_CASE(2)
#if TILE_VECTORS == 2
      NN_CASE(3)
#endif
#undef NN_CASE
    }
  }
}
