// A product with few columns, which would leave most lanes of a vector without work: here a vector is a piece of
// columns in 4 rows. Bound: FMA (its latency where a tile has less than 8 chains), and the shuffles that bring A
// into this form, one to 1, 2 or 3 FMAs. In: TILE_VECTORS (as in matrix_product.inc.h).

// As many rows and pieces of columns as the registers hold sums of.
#define NARROW_QUADS (TILE_VECTORS == 2 ? 4 : 2)
#define NARROW_PIECES (TILE_VECTORS == 2 ? 3 : 2)
#define NARROW_ROWS (4 * NARROW_QUADS)

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

// C (NARROW_ROWS x V) = from + A . B in its first `pieces` pieces, and from in the others, as FN(tile) without a
// job. A's a_column is 1, or a_row where it is `transposed`.
INLINE void FN(narrow_tile)(int pieces, int transposed, const FN(tile_shape) * shape, ptrdiff_t i, const T *a,
                            const T *b, const T *from, T *c) {
  VEC sum[NARROW_QUADS][4], rows[NARROW_QUADS], x[NARROW_QUADS];
  // The bias, whose pieces all rows share, or C.
  for (int q = 0; q < NARROW_QUADS; q++)
    for (int r = 0; r < 4; r++) sum[q][r] = FN(load_pieces)(from + r * PIECE, 0);
  for (int q = 0; q < NARROW_QUADS && shape->from_step; q++) {
    for (int r = 0; r < 4; r++) sum[q][r] = FN(load)(from + (i + 4 * q + r) * shape->from_step);
    FN(transpose_pieces)(sum[q]);
  }
#pragma clang loop unroll_count(PIECE)
  for (ptrdiff_t p = 0; p < shape->k; p++, b += shape->b_step) {
    for (int q = 0; q < NARROW_QUADS; q++) {
      if (!transposed && p % PIECE == 0)  // perhaps with padding
        rows[q] = FN(load_pieces)(a + (i + 4 * q) * shape->a_row + p, shape->a_row);
      x[q] = transposed ? NN_SPREAD(FN(load_part)(a + p * shape->a_column + i + 4 * q, 4))
                        : FN(fill_pieces)(rows[q], p % PIECE);
    }
    for (int j = 0; j < pieces; j++) {
      const VEC y = FN(load_pieces)(b + j * PIECE, 0);
      for (int q = 0; q < NARROW_QUADS; q++) sum[q][j] = FMA(x[q], y, sum[q][j]);
    }
  }
  for (int q = 0; q < NARROW_QUADS; q++) {
    FN(transpose_pieces)(sum[q]);
    for (int r = 0; r < 4; r++) FN(store)(c + (i + 4 * q + r) * shape->c_step, sum[q][r]);
  }
}

// As many of the rows i ..< end of C as whole tiles take, so many `columns` (at most NARROW_PIECES * PIECE) wide.
// Returns the first row that is left.
static __attribute__((noinline)) ptrdiff_t FN(narrow_tiles)(ptrdiff_t i, ptrdiff_t end, ptrdiff_t columns,
                                                            const FN(tile_shape) * shape, const T *a, const T *b,
                                                            const T *from, T *c) {
  for (; end - i >= NARROW_ROWS; i += NARROW_ROWS) switch ((columns + PIECE - 1) / PIECE) {
#define NN_CASE(pieces)                                                         \
  case pieces:                                                                  \
    if (shape->a_row == 1) FN(narrow_tile)(pieces, 1, shape, i, a, b, from, c); \
    else FN(narrow_tile)(pieces, 0, shape, i, a, b, from, c);                   \
    break;
      NN_CASE(1)
      NN_CASE(2)
#if TILE_VECTORS == 2
      NN_CASE(3)
#endif
#undef NN_CASE
    }
  return i;
}
