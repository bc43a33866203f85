// The matrix product. Bound: FMA.

typedef struct {
  ptrdiff_t k, a_row, a_column, b_step, from_step, c_step;
} FN(tile_shape);

// C tile (rows x vectors V) = from + A . B in registers, where `from` is the bias (step 0) or C itself.
INLINE void FN(tile)(int rows, int vectors, const FN(tile_shape) * shape, const T *a, const T *b, const T *from, T *c) {
  const ptrdiff_t a_row = shape->a_row, a_column = shape->a_column, b_step = shape->b_step;
  VEC sum[TILE_ROWS][TILE_VECTORS];
  for (int r = 0; r < rows; r++)
    for (int v = 0; v < vectors; v++) sum[r][v] = FN(load)(from + r * shape->from_step + v * LANES);
  for (ptrdiff_t p = shape->k; p > 0; p--) {
    VEC y[TILE_VECTORS];
    for (int v = 0; v < vectors; v++) y[v] = FN(load)(b + v * LANES);
    for (int r = 0; r < rows; r++) {
      VEC x = FN(broadcast)(a[r * a_row]);
      for (int v = 0; v < vectors; v++) sum[r][v] = FMA(x, y[v], sum[r][v]);
    }
    a += a_column;
    b += b_step;
  }
  for (int r = 0; r < rows; r++)
    for (int v = 0; v < vectors; v++) FN(store)(c + r * shape->c_step + v * LANES, sum[r][v]);
}

#define NN_CASE(rows) case rows: FN(tile)(rows, vectors, shape, a, b, from, c); return;
INLINE void FN(tile_of_height)(ptrdiff_t rows, int vectors, const FN(tile_shape) * shape, const T *a, const T *b,
                               const T *from, T *c) {
  switch (rows) {
    NN_CASE(1) NN_CASE(2) NN_CASE(3) NN_CASE(4)
#if TILE_ROWS > 4
    NN_CASE(5) NN_CASE(6)
#endif
#if TILE_ROWS > 6
    NN_CASE(7) NN_CASE(8)
#endif
  }
}
#undef NN_CASE

static void FN(tile_1)(ptrdiff_t rows, const FN(tile_shape) * shape, const T *a, const T *b, const T *from, T *c) {
  FN(tile_of_height)(rows, 1, shape, a, b, from, c);
}
#if TILE_VECTORS > 1
static void FN(tile_2)(ptrdiff_t rows, const FN(tile_shape) * shape, const T *a, const T *b, const T *from, T *c) {
  FN(tile_of_height)(rows, 2, shape, a, b, from, c);
}
#endif

static void FN(matrix_product)(ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const void *a_, ptrdiff_t a_row, ptrdiff_t a_column,
                               const void *b_, ptrdiff_t ldb, const void *bias_, void *c_, ptrdiff_t ldc) {
  const T *a = a_, *bias = bias_;
  for (ptrdiff_t j = 0; j < n;) {
    const int vectors = TILE_VECTORS > 1 && n - j > LANES ? 2 : 1;
    const T *b = (const T *)b_ + (ldb ? j : FN(panel_offset)(k, j));
    T *c = (T *)c_ + (ldc ? j : FN(panel_offset)(m, j));
    VEC start[2] = {{0}, {0}};
    if (bias) memcpy(start, bias + j, (size_t)(n - j < vectors * LANES ? n - j : vectors * LANES) * sizeof(T));
    FN(tile_shape) shape = {k, a_row, a_column, ldb ? ldb : FN(panel_step)(n, j), 0, ldc ? ldc : FN(panel_step)(n, j)};
    for (ptrdiff_t i = 0; i < m; i += TILE_ROWS) {
      const ptrdiff_t rows = m - i < TILE_ROWS ? m - i : TILE_ROWS;
#if TILE_VECTORS > 1
      if (vectors == 2) FN(tile_2)(rows, &shape, a + i * a_row, b, (const T *)start, c + i * shape.c_step);
      else
#endif
        FN(tile_1)(rows, &shape, a + i * a_row, b, (const T *)start, c + i * shape.c_step);
    }
    j += vectors * LANES;
  }
}
