// A product with few columns (at most 12 floats or 6 doubles with TILE_VECTORS 2, 8 or 4 with 1), which would
// leave most lanes of a vector of FN(tile) without work.
//
// A vector of 64 bytes has four quarters of 16 bytes, that is of QUARTER scalars: 4 floats or 2 doubles.
// Columns are cut into quarters too: quarter j has the columns j * QUARTER up to the next. A vector of sums
// holds the same quarter of columns of 4 rows of C. Of a group q of 4 rows:
//
//               quarter 0    quarter 1      quarter 2      quarter 3
//              +------------+--------------+--------------+--------------+
//   sum[q][j]  | C(4 q, j)  | C(4 q + 1, j)| C(4 q + 2, j)| C(4 q + 3, j)|  j: the columns of quarter j
//              +------------+--------------+--------------+--------------+
//   x[q]       | A(4 q, p)  | A(4 q + 1, p)| A(4 q + 2, p)| A(4 q + 3, p)|  each number fills its quarter
//              +------------+--------------+--------------+--------------+
//   y          | B(p, j)    | B(p, j)      | B(p, j)      | B(p, j)      |
//              +------------+--------------+--------------+--------------+
//
//   for p in ascending order, each quarter j of columns, each group q:   sum[q][j] = fma(x[q], y, sum[q][j])
//
// So the order of each sum is that of FN(tile): one chain of fused multiply-adds in ascending p. A
// transposition of quarters brings rows of C into the form of `sum` before the loop, and `sum` into rows of C
// after it.
//
// Bound: FMA (its latency where a tile has less than 8 chains), and the shuffles that bring A into the form
// of x, one to 1, 2 or 3 FMAs. In: TILE_VECTORS (as in matrix_product.inc.h).

// As many groups of 4 rows and quarters of columns as the registers hold sums of.
#define NARROW_GROUPS (TILE_VECTORS == 2 ? 4 : 2)
#define NARROW_QUARTERS (TILE_VECTORS == 2 ? 3 : 2)
#define NARROW_ROWS (4 * NARROW_GROUPS)

// Each quarter of v full of its scalar number i.
INLINE VEC FN(fill_quarters)(VEC v, ptrdiff_t i) {
  for (int half = QUARTER / 2; half > 0; half /= 2) v = i & half ? NN_ZIP_HIGH(v, v) : NN_ZIP_LOW(v, v);
  return v;
}

// Quarter j of v[i] becomes quarter i of v[j].
INLINE void FN(transpose_quarters)(VEC *v) {
  typedef int32_t words __attribute__((vector_size(64)));
// The quarters i and j of a, then those of b.
#define NN_QUARTERS(a, b, i, j)                                                                       \
  __builtin_shufflevector((words)(a), (words)(b), 4 * i, 4 * i + 1, 4 * i + 2, 4 * i + 3, 4 * j,      \
                          4 * j + 1, 4 * j + 2, 4 * j + 3, 4 * i + 16, 4 * i + 17, 4 * i + 18,        \
                          4 * i + 19, 4 * j + 16, 4 * j + 17, 4 * j + 18, 4 * j + 19)
  const words a = NN_QUARTERS(v[0], v[1], 0, 1), b = NN_QUARTERS(v[0], v[1], 2, 3);
  const words c = NN_QUARTERS(v[2], v[3], 0, 1), d = NN_QUARTERS(v[2], v[3], 2, 3);
  v[0] = (VEC)NN_QUARTERS(a, c, 0, 2), v[1] = (VEC)NN_QUARTERS(a, c, 1, 3);
  v[2] = (VEC)NN_QUARTERS(b, d, 0, 2), v[3] = (VEC)NN_QUARTERS(b, d, 1, 3);
#undef NN_QUARTERS
}

// C (NARROW_ROWS x V) = from + A . B in the first `quarters` quarters of columns, and `from` in the others,
// as FN(tile) without a job. A's a_column is 1; its a_row is 1 instead where it is `transposed`.
INLINE void FN(narrow_tile)(int quarters, int transposed, const FN(tile_shape) * shape, ptrdiff_t i,
                            const T *a, const T *b, const T *from, T *c) {
  VEC sum[NARROW_GROUPS][4], rows[NARROW_GROUPS], x[NARROW_GROUPS];
  // The bias, which all rows share, or C.
  for (int q = 0; q < NARROW_GROUPS; q++)
    for (int r = 0; r < 4; r++) sum[q][r] = FN(load_quarters)(from + r * QUARTER, 0);
  for (int q = 0; q < NARROW_GROUPS && shape->from_step; q++) {
    for (int r = 0; r < 4; r++) sum[q][r] = FN(load)(from + (i + 4 * q + r) * shape->from_step);
    FN(transpose_quarters)(sum[q]);
  }
#pragma clang loop unroll_count(QUARTER)
  for (ptrdiff_t p = 0; p < shape->k; p++, b += shape->b_step) {
    for (int q = 0; q < NARROW_GROUPS; q++) {
      if (!transposed && p % QUARTER == 0)  // the last time perhaps with padding
        rows[q] = FN(load_quarters)(a + (i + 4 * q) * shape->a_row + p, shape->a_row);
      x[q] = transposed ? NN_SPREAD(FN(load_part)(a + p * shape->a_column + i + 4 * q, 4))
                        : FN(fill_quarters)(rows[q], p % QUARTER);
    }
    for (int j = 0; j < quarters; j++) {
      const VEC y = FN(load_quarters)(b + j * QUARTER, 0);
      for (int q = 0; q < NARROW_GROUPS; q++) sum[q][j] = FMA(x[q], y, sum[q][j]);
    }
  }
  for (int q = 0; q < NARROW_GROUPS; q++) {
    FN(transpose_quarters)(sum[q]);
    for (int r = 0; r < 4; r++) FN(store)(c + (i + 4 * q + r) * shape->c_step, sum[q][r]);
  }
}

// As many of the rows i ..< end of C as whole tiles take, so many `columns` wide (at most NARROW_QUARTERS *
// QUARTER). Returns the first row that is left.
static __attribute__((noinline)) ptrdiff_t FN(narrow_tiles)(ptrdiff_t i, ptrdiff_t end, ptrdiff_t columns,
                                                            const FN(tile_shape) * shape, const T *a,
                                                            const T *b, const T *from, T *c) {
  for (; end - i >= NARROW_ROWS; i += NARROW_ROWS) switch ((columns + QUARTER - 1) / QUARTER) {
#define NN_CASE(quarters)                                                         \
  case quarters:                                                                  \
    if (shape->a_row == 1) FN(narrow_tile)(quarters, 1, shape, i, a, b, from, c); \
    else FN(narrow_tile)(quarters, 0, shape, i, a, b, from, c);                   \
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
